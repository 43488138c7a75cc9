function d = std(d, varargin)
  % std(d, ...): of durations, as of numbers.
  d.data__ = std(d.data__, varargin{:});
end
