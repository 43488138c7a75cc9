function [r, i, j] = union(a, b, varargin)
  % union(a, b): the elements of either, in order.
  [r, parts] = __unify__(a, b);
  [data, i, j] = union(parts{1}, parts{2}, varargin{:});
  r.data__ = data;
end
