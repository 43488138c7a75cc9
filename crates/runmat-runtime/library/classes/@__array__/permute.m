function obj = permute(obj, varargin)
  % permute(obj, ...): dimensions in another order.
  obj.data__ = permute(obj.data__, varargin{:});
end
