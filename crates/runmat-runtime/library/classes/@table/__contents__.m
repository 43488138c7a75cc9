function x = __contents__(t, rows, columns)
  % __contents__(t, rows, columns): these rows of these variables, side by side.
  columns = __column_index__(t, columns);
  rows = __row_index__(t, rows);
  parts = cellfun(@(v) __rows__(v, rows), t.vars(columns), 'UniformOutput', false);
  if isempty(parts)
    x = zeros(numel(rows), 0);
    return
  end
  x = __side_by_side__(parts, t.names(columns));
end
