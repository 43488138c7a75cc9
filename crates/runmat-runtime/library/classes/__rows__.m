function x = __rows__(x, rows)
  % __rows__(x, rows): these rows of a variable of a table.
  if ndims(x) == 2
    x = x(rows, :);
  else
    rest = repmat({':'}, 1, ndims(x) - 1);
    x = x(rows, rest{:});
  end
end
