function r = vertcat(varargin)
  % [a; b; ...]: arrays one above the other.
  [r, parts] = __unify__(varargin{:});
  r.data__ = vertcat(parts{:});
end
