function name = underlyingType(x)
  % name = underlyingType(x): the class of the elements.
  name = class(x);
end
