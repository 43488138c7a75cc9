function [r, i] = setdiff(a, b, varargin)
  % setdiff(a, b): the elements of a that b lacks, in order.
  [r, parts] = __unify__(a, b);
  [data, i] = setdiff(parts{1}, parts{2}, varargin{:});
  r.data__ = data;
end
