function obj = transpose(obj)
  % transpose(obj): rows and columns exchanged.
  obj.data__ = transpose(obj.data__);
end
