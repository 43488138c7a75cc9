function c = mode(c, varargin)
  % mode(c, ...): of elements, as of numbers.
  c.data__ = mode(c.data__, varargin{:});
end
