function y = movmean(x, wlen, varargin)
% movmean(x, wlen): mean over a window of wlen elements that moves along x.
%   movmean(1:5, 3)
  if nargin < 2
    print_usage();
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) mean(v, 1, 'omitnan');
  else
    f = @(v) mean(v, 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
