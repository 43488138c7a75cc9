function d = sum(d, varargin)
  % sum(d, ...): of durations, as of numbers.
  d.data__ = sum(d.data__, varargin{:});
end
