function d = __set_property__(d, name, value)
  % __set_property__(d, name, value): d with another Format.
  if ~strcmp(name, 'Format')
    error('MATLAB:noPublicFieldForClass', 'Unrecognized property ''%s'' for class ''duration''.', name);
  end
  d.Format = __duration_format__(value);
end
