function mustBeMatrix(x)
  % mustBeMatrix(x): error unless x is a matrix.
  if ~ismatrix(x)
    error('MATLAB:validators:mustBeMatrix', 'Value must be a matrix.');
  end
end
