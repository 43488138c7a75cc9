function r = cat(dim, varargin)
  % cat(dim, a, b, ...): arrays joined along a dimension.
  [r, parts] = __unify__(varargin{:});
  r.data__ = cat(dim, parts{:});
end
