function d = range(t, varargin)
  % range(t, ...): of moments, as a duration.
  base = t.data__(find(isfinite(t.data__(:)), 1));
  if isempty(base)
    base = 0;
  end
  d = milliseconds(range(t.data__ - base, varargin{:}));
  d.Format = 'hh:mm:ss';
end
