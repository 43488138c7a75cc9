function obj = repmat(obj, varargin)
  % repmat(obj, ...): the array repeated.
  obj.data__ = repmat(obj.data__, varargin{:});
end
