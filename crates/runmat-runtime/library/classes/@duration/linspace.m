function r = linspace(a, b, varargin)
  % linspace(a, b, n): n durations from one to another.
  [r, parts] = __unify__(a, b);
  r.data__ = linspace(parts{1}, parts{2}, varargin{:});
end
