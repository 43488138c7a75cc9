function y = movmedian(x, wlen, varargin)
% movmedian(x, wlen): median over a window of wlen elements that moves along x.
%   movmedian(1:5, 3)
  if nargin < 2
    print_usage();
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) median(v, 1, 'omitnan');
  else
    f = @(v) median(v, 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
