function mustBeColumn(x)
  % mustBeColumn(x): error unless x is a column vector.
  if ~iscolumn(x)
    error('MATLAB:validators:mustBeColumn', 'Value must be a column vector.');
  end
end
