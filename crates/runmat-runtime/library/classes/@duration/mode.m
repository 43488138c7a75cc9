function d = mode(d, varargin)
  % mode(d, ...): of durations, as of numbers.
  d.data__ = mode(d.data__, varargin{:});
end
