function [r, i, j] = intersect(a, b, varargin)
  % intersect(a, b): the elements of both, in order.
  [r, parts] = __unify__(a, b);
  [data, i, j] = intersect(parts{1}, parts{2}, varargin{:});
  r.data__ = data;
end
