function tf = isUnderlyingType(x, name)
  % tf = isUnderlyingType(x, name): whether the elements are of a class.
  tf = strcmp(underlyingType(x), name);
end
