function t = mode(t, varargin)
  % mode(t, ...): of moments, as of numbers.
  base = t.data__(find(isfinite(t.data__(:)), 1));
  if isempty(base)
    base = 0;
  end
  t.data__ = base + mode(t.data__ - base, varargin{:});
end
