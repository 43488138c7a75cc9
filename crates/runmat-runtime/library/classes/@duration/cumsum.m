function d = cumsum(d, varargin)
  % cumsum(d, ...): of durations, as of numbers.
  d.data__ = cumsum(d.data__, varargin{:});
end
