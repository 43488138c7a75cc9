function r = horzcat(varargin)
  % [a, b, ...]: arrays side by side.
  [r, parts] = __unify__(varargin{:});
  r.data__ = horzcat(parts{:});
end
