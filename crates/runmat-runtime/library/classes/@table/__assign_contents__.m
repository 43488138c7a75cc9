function t = __assign_contents__(t, rows, columns, value)
  % __assign_contents__(t, rows, columns, value): t{rows, columns} = value.
  [columns, new] = __column_index__(t, columns, true);
  [rows, rownames] = __row_index__(t, rows, true);
  if ischar(value)
    value = {value};
  end
  for k = 1:numel(new)
    t = __set_variable__(t, new{k}, __missing_rows__(value, t.size__(1)));
  end
  t = __grow__(t, max([t.size__(1); rows]));
  if ~isempty(rownames)
    t.rows(end - numel(rownames) + 1:end) = rownames;
  end
  at = 0;
  for k = columns
    width = size(t.vars{k}, 2);
    if size(value, 2) == 1
      part = value;
    elseif at + width <= size(value, 2)
      part = value(:, at + 1:at + width);
    else
      error('MATLAB:table:ColumnDimensionMismatch', 'The width of the value must match that of the variables assigned to.');
    end
    at = at + width;
    if iscellstr(part) && ~iscell(t.vars{k})
      part = __fitted__(part, t.vars{k});
    end
    t.vars{k} = __set_rows__(t.vars{k}, rows, part);
  end
end
