function x = __rows_or_missing__(v, rows)
  % __rows_or_missing__(v, rows): these rows of a variable; missing values for 0.
  if all(rows > 0)
    x = __rows__(v, rows);
    return
  end
  if isnumeric(v) && ~isfloat(v) || islogical(v)
    padded = __stack__(v, __missing_rows__(v, 1));
  else
    padded = __stack__(v, __missing_rows__(v, 1));
  end
  rows(rows == 0) = size(padded, 1);
  x = __rows__(padded, rows);
end
