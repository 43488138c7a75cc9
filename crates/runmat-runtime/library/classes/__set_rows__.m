function x = __set_rows__(x, rows, value)
  % __set_rows__(x, rows, value): x with these rows assigned.
  if iscell(x) && ~iscell(value)
    value = {value};
  end
  if size(x, 2) == 1 && ndims(x) == 2
    x(rows, 1) = value;
  else
    x(rows, :) = value;
  end
end
