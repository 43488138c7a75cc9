function [r, i, j] = setxor(a, b, varargin)
  % setxor(a, b): the elements of one of them, in order.
  [r, parts] = __unify__(a, b);
  [data, i, j] = setxor(parts{1}, parts{2}, varargin{:});
  r.data__ = data;
end
