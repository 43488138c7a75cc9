function [m, k] = nanmax(x, varargin)
% nanmax(x, [], dim): max without NaN.
%   nanmax([1 NaN 3])
  if nargin == 2
    m = max(x, varargin{:});
  else
    [m, k] = max(x, varargin{:});
  end
end
