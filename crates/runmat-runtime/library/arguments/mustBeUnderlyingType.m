function mustBeUnderlyingType(x, types)
  % mustBeUnderlyingType(x, types): error unless x is of one of the classes.
  if ~any(strcmp(class(x), cellstr(types)))
    error('MATLAB:validators:mustBeUnderlyingType', 'Value must have one of the following underlying types: %s.', strjoin(cellstr(types), ', '));
  end
end
