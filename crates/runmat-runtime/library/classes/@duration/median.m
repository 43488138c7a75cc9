function d = median(d, varargin)
  % median(d, ...): of durations, as of numbers.
  d.data__ = median(d.data__, varargin{:});
end
