function t = __named_table__(vars, names, options)
  % __named_table__(vars, names, options): a table with names from the options where they tell some.
  rows = cell(0, 1);
  if isfield(options, 'VariableNames')
    names = reshape(cellstr(options.VariableNames), 1, []);
  end
  if isfield(options, 'RowNames') && ~islogical(options.RowNames)
    rows = reshape(cellstr(options.RowNames), [], 1);
  end
  t = __table__(vars, names, rows);
end
