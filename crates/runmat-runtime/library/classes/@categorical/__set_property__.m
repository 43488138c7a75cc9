function c = __set_property__(c, name, value)
  % __set_property__(c, name, value): refused.
  error('MATLAB:noPublicFieldForClass', 'Unrecognized property ''%s'' for class ''categorical''.', name);
end
