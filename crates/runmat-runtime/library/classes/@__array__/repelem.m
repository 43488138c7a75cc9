function obj = repelem(obj, varargin)
  % repelem(obj, ...): each element repeated.
  obj.data__ = repelem(obj.data__, varargin{:});
end
