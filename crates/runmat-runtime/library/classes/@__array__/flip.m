function obj = flip(obj, varargin)
  % flip(obj, ...): the elements in reverse order along a dimension.
  obj.data__ = flip(obj.data__, varargin{:});
end
