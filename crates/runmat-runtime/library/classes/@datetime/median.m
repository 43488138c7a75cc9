function t = median(t, varargin)
  % median(t, ...): of moments, as of numbers.
  base = t.data__(find(isfinite(t.data__(:)), 1));
  if isempty(base)
    base = 0;
  end
  t.data__ = base + median(t.data__ - base, varargin{:});
end
