function [m, k] = nanmin(x, varargin)
% nanmin(x, [], dim): min without NaN.
%   nanmin([1 NaN 3])
  if nargin == 2
    m = min(x, varargin{:});
  else
    [m, k] = min(x, varargin{:});
  end
end
