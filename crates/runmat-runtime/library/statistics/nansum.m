function y = nansum(x, varargin)
% nansum(x, dim): sum of the elements that are not NaN.
%   nansum([1 NaN 3])
  x(isnan(x)) = 0;
  y = sum(x, varargin{:});
end
