function t = __table__(vars, names, rows)
  % __table__(vars, names, rows): a table of its parts.
  heights = cellfun(@(x) __height__(x), vars);
  if any(heights ~= heights(1:min(1, end)))
    error('MATLAB:table:UnequalVarLengths', 'All table variables must have the same number of rows.');
  end
  if numel(names) ~= numel(vars)
    error('MATLAB:table:IncorrectNumberOfVarNames', 'The VariableNames property must contain one name for each variable in the table.');
  end
  [~, first] = unique(names);
  if numel(first) < numel(names)
    twice = names;
    twice(first) = [];
    error('MATLAB:table:DuplicateVarNames', 'Duplicate table variable name: ''%s''.', twice{1});
  end
  height = max([0, heights(1:min(1, end))]);
  if ~isempty(rows)
    if isempty(vars)
      height = numel(rows);
    end
    if numel(rows) ~= height
      error('MATLAB:table:IncorrectNumberOfRowNames', 'The RowNames property must contain one name for each row in the table.');
    end
    if numel(unique(rows)) < numel(rows)
      error('MATLAB:table:DuplicateRowNames', 'Row names must be unique.');
    end
  end
  s = struct('size__', [height, numel(vars)], 'vars', {reshape(vars, 1, [])}, 'names', {reshape(names, 1, [])}, 'rows', {rows});
  s.DimensionNames = {'Row', 'Variables'};
  s.Description = '';
  s.UserData = [];
  s.VariableUnits = {};
  s.VariableDescriptions = {};
  t = __object__('table', s);
end
