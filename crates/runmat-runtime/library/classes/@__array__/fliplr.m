function obj = fliplr(obj)
  % fliplr(obj): columns in reverse order.
  obj.data__ = fliplr(obj.data__);
end
