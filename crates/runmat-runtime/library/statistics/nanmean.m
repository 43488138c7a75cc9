function y = nanmean(x, varargin)
% nanmean(x, dim): mean of the elements that are not NaN.
%   nanmean([1 NaN 3])
  bad = isnan(x);
  x(bad) = 0;
  y = sum(x, varargin{:}) ./ sum(~bad, varargin{:});
end
