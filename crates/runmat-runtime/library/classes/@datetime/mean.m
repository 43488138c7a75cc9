function t = mean(t, varargin)
  % mean(t, ...): of moments, as of numbers.
  base = t.data__(find(isfinite(t.data__(:)), 1));
  if isempty(base)
    base = 0;
  end
  t.data__ = base + mean(t.data__ - base, varargin{:});
end
