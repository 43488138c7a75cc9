function obj = rot90(obj, varargin)
  % rot90(obj, ...): the array turned.
  obj.data__ = rot90(obj.data__, varargin{:});
end
