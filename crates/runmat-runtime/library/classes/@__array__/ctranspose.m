function obj = ctranspose(obj)
  % obj': rows and columns exchanged.
  obj.data__ = transpose(obj.data__);
end
