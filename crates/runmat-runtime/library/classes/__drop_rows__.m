function x = __drop_rows__(x, rows)
  % __drop_rows__(x, rows): x without these rows.
  keep = true(size(x, 1), 1);
  keep(rows) = false;
  x = __rows__(x, keep);
end
