function t = mergevars(t, columns, varargin)
  % t = mergevars(t, variables, 'NewVariableName', name): several variables as one.
  [~, options] = __name_values__(varargin, {'NewVariableName', 'MergeAsTable'});
  columns = __column_index__(t, columns);
  name = sprintf('Var%d', columns(1));
  if isfield(options, 'NewVariableName')
    name = char(options.NewVariableName);
  end
  if isfield(options, 'MergeAsTable') && options.MergeAsTable
    merged = __select__(t, ':', columns);
    merged.rows = cell(0, 1);
  else
    merged = __contents__(t, ':', columns);
  end
  t.vars{columns(1)} = merged;
  t.names{columns(1)} = name;
  t = __remove__(t, ':', columns(2:end));
end
