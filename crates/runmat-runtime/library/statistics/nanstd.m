function y = nanstd(x, varargin)
% nanstd(x, opt, dim): standard deviation of the elements that are not NaN.
%   nanstd([1 NaN 3])
  y = sqrt(nanvar(x, varargin{:}));
end
