function y = movmad(x, wlen, varargin)
% movmad(x, wlen): mad over a window of wlen elements that moves along x.
%   movmad(1:5, 3)
  if nargin < 2
    print_usage();
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) mad(v, 0, 1);
  else
    f = @(v) mad(v, 0, 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
