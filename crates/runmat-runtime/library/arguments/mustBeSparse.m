function mustBeSparse(x)
  % mustBeSparse(x): error unless x is sparse.
  if ~issparse(x)
    error('MATLAB:validators:mustBeSparse', 'Value must be sparse.');
  end
end
