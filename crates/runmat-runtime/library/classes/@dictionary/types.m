function [keyType, valueType] = types(d)
  % [keyType, valueType] = types(d): the classes of keys and values.
  keyType = string(d.KeyType);
  valueType = string(d.ValueType);
end
