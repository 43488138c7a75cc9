function d = diff(d, varargin)
  % diff(d, ...): of durations, as of numbers.
  d.data__ = diff(d.data__, varargin{:});
end
