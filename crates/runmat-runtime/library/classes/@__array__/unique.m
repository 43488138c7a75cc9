function [u, i, j] = unique(obj, varargin)
  % [u, i, j] = unique(obj, ...): the different elements, in order.
  [data, i, j] = unique(obj.data__, varargin{:});
  u = obj;
  u.data__ = data;
end
