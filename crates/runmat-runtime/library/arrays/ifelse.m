function r = ifelse(varargin)
% ifelse(mask, a, b): another name of merge.
%   ifelse([true false], [1 2], [3 4])
  r = merge(varargin{:});
end
