function [y, i] = mink(x, k, varargin)
  % [y, i] = mink(x, k, dim): the k smallest elements along a dimension, smallest first, and their places.
  [y, i] = __extreme_k__(x, k, 'ascend', varargin{:});
end
