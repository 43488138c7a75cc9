function [y, i] = maxk(x, k, varargin)
  % [y, i] = maxk(x, k, dim): the k largest elements along a dimension, largest first, and their places.
  [y, i] = __extreme_k__(x, k, 'descend', varargin{:});
end
