function obj = squeeze(obj)
  % squeeze(obj): the array without dimensions of length one.
  obj.data__ = squeeze(obj.data__);
end
