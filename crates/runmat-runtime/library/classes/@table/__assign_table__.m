function t = __assign_table__(t, rows, columns, value)
  % __assign_table__(t, rows, columns, value): t(rows, columns) = value.
  if iscell(value)
    count = size(value, 2);
    parts = cell(1, count);
    for k = 1:count
      parts{k} = __cell_column__(value(:, k));
    end
  elseif isa(value, 'table')
    parts = value.vars;
  else
    error('MATLAB:table:InvalidRHS', 'Right hand side of an assignment into a table must be another table or a cell array.');
  end
  whole = ischar(columns) && strcmp(columns, ':');
  if whole && t.size__(2) == 0 && isa(value, 'table')
    columns = value.names;
  end
  [columns, new] = __column_index__(t, columns, true);
  if ~isempty(new) && isa(value, 'table') && isnumeric(columns) && numel(value.names) == numel(columns)
    fresh = value.names(columns > t.size__(2));
    if numel(fresh) == numel(new)
      new = fresh;
    end
  end
  [numbers, rownames] = __row_index__(t, rows, true);
  if t.size__(1) == 0 && t.size__(2) == 0 && ischar(rows) && strcmp(rows, ':')
    numbers = (1:size(value, 1)).';
  end
  if numel(parts) == 1 && numel(columns) > 1
    parts = repmat(parts, 1, numel(columns));
  end
  if numel(parts) ~= numel(columns)
    error('MATLAB:table:VarDimensionMismatch', 'The number of table variables in an assignment must match.');
  end
  for k = 1:numel(new)
    t = __set_variable__(t, new{k}, __missing_rows__(parts{min(k, end)}, t.size__(1)));
  end
  names = t.names(columns);
  t = __grow__(t, max([t.size__(1); numbers]));
  if ~isempty(rownames)
    if isempty(t.rows)
      t.rows = arrayfun(@(k) sprintf('Row%d', k), (1:t.size__(1)).', 'UniformOutput', false);
    end
    t.rows(end - numel(rownames) + 1:end) = rownames;
  end
  for k = 1:numel(columns)
    part = parts{k};
    if iscellstr(part) && ~iscell(t.vars{columns(k)})
      part = __fitted__(part, t.vars{columns(k)});
    end
    t.vars{columns(k)} = __set_rows__(t.vars{columns(k)}, numbers, part);
  end
  t.names(columns) = names;
end
