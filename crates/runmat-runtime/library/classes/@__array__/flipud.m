function obj = flipud(obj)
  % flipud(obj): rows in reverse order.
  obj.data__ = flipud(obj.data__);
end
