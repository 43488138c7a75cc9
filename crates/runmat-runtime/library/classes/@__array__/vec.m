function obj = vec(obj, varargin)
  % vec(obj, ...): the elements as a column.
  obj.data__ = vec(obj.data__, varargin{:});
end
