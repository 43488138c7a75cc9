function t = linspace(a, b, varargin)
  % linspace(t1, t2, n): n moments from one to another.
  [t, parts] = __unify__(a, b);
  t.data__ = linspace(parts{1}, parts{2}, varargin{:});
end
