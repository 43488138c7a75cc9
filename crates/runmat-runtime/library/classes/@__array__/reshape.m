function obj = reshape(obj, varargin)
  % reshape(obj, ...): the elements in another size.
  obj.data__ = reshape(obj.data__, varargin{:});
end
