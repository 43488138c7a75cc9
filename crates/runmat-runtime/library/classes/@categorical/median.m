function c = median(c, varargin)
  % median(c, ...): of elements, as of numbers.
  c.data__ = median(c.data__, varargin{:});
end
