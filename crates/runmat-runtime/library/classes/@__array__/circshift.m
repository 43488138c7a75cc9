function obj = circshift(obj, varargin)
  % circshift(obj, ...): the elements moved along, those at the end to the beginning.
  obj.data__ = circshift(obj.data__, varargin{:});
end
