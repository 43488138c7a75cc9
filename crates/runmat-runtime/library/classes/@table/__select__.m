function t = __select__(t, rows, columns)
  % __select__(t, rows, columns): the table of these rows and variables.
  columns = __column_index__(t, columns);
  whole = ischar(rows) && strcmp(rows, ':');
  rows = __row_index__(t, rows);
  t.vars = t.vars(columns);
  if ~whole
    for k = 1:numel(t.vars)
      t.vars{k} = __rows__(t.vars{k}, rows);
    end
    if ~isempty(t.rows)
      t.rows = t.rows(rows);
    end
  end
  names = t.names(columns);
  if numel(unique(names)) < numel(names)
    names = matlab.lang.makeUniqueStrings(names);
  end
  t.names = names;
  for f = {'VariableUnits', 'VariableDescriptions'}
    if ~isempty(t.(f{1}))
      t.(f{1}) = t.(f{1})(columns);
    end
  end
  t.size__ = [numel(rows), numel(columns)];
end
