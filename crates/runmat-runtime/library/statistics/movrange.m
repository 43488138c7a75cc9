function y = movrange(x, wlen, varargin)
% movrange(x, wlen): range over a window of wlen elements that moves along x.
%   movrange(1:5, 3)
  if nargin < 2
    print_usage();
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) range(v, 1);
  else
    f = @(v) range(v, 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
