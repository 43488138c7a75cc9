function d = mean(d, varargin)
  % mean(d, ...): of durations, as of numbers.
  d.data__ = mean(d.data__, varargin{:});
end
