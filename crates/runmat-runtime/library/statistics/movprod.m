function y = movprod(x, wlen, varargin)
% movprod(x, wlen): prod over a window of wlen elements that moves along x.
%   movprod(1:5, 3)
  if nargin < 2
    print_usage();
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) prod(v, 1, 'omitnan');
  else
    f = @(v) prod(v, 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
