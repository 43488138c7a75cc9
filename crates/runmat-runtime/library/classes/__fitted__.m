function x = __fitted__(x, like)
  % __fitted__(x, like): texts in a cell for a variable that holds strings, categories or times.
  if isstring(like)
    x = string(x);
  elseif isnumeric(like) || islogical(like)
    error('MATLAB:table:InvalidRHS', 'Conversion to %s from cell is not possible.', class(like));
  elseif isa(like, 'datetime')
    x = datetime(x);
  end
end
