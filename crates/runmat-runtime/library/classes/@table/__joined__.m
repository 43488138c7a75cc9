function t = __joined__(a, b, rowsa, rowsb, keysa, keysb, options, keep_keys)
  % __joined__(a, b, rowsa, rowsb, keysa, keysb, options, keep_keys): rows of two tables side by side; 0 is a row of
  % missing values. The keys of b are left out unless kept.
  columnsa = 1:a.size__(2);
  columnsb = setdiff(1:b.size__(2), keysb);
  if keep_keys
    columnsb = 1:b.size__(2);
  end
  if isfield(options, 'LeftVariables')
    columnsa = __column_index__(a, options.LeftVariables);
  end
  if isfield(options, 'RightVariables')
    columnsb = __column_index__(b, options.RightVariables);
  end
  pick = @(v, rows) __rows_or_missing__(v, rows);
  varsa = cellfun(@(v) pick(v, rowsa), a.vars(columnsa), 'UniformOutput', false);
  varsb = cellfun(@(v) pick(v, rowsb), b.vars(columnsb), 'UniformOutput', false);
  [namesa, namesb] = deal(a.names(columnsa), b.names(columnsb));
  twice = intersect(namesa, namesb);
  for k = 1:numel(twice)
    namesa{strcmp(namesa, twice{k})} = [twice{k}, '_', left_name(options)];
    namesb{strcmp(namesb, twice{k})} = [twice{k}, '_', right_name(options)];
  end
  t = __table__([varsa, varsb], [namesa, namesb], cell(0, 1));
end

function name = left_name(options)
  name = 'left';
  if isfield(options, 'left')
    name = options.left;
  end
end

function name = right_name(options)
  name = 'right';
  if isfield(options, 'right')
    name = options.right;
  end
end
