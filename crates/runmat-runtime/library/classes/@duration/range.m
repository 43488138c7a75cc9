function d = range(d, varargin)
  % range(d, ...): of durations, as of numbers.
  d.data__ = range(d.data__, varargin{:});
end
