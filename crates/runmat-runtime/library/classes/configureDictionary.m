function d = configureDictionary(keyType, valueType)
  % d = configureDictionary(keyType, valueType): a dictionary without entries for keys and values of these classes.
  d = __dictionary__(char(keyType), char(valueType));
end
