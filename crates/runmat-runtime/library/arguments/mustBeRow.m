function mustBeRow(x)
  % mustBeRow(x): error unless x is a row vector.
  if ~isrow(x)
    error('MATLAB:validators:mustBeRow', 'Value must be a row vector.');
  end
end
