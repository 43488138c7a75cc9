function t = __set_properties__(t, p)
  % __set_properties__(t, p): t with other properties.
  names = reshape(cellstr(p.VariableNames), 1, []);
  if numel(names) ~= t.size__(2)
    error('MATLAB:table:IncorrectNumberOfVarNames', 'The VariableNames property must contain one name for each variable in the table.');
  end
  if numel(unique(names)) < numel(names)
    error('MATLAB:table:DuplicateVarNames', 'Duplicate table variable name.');
  end
  rows = p.RowNames;
  if ~isempty(rows)
    rows = reshape(cellstr(rows), [], 1);
    if numel(rows) ~= t.size__(1)
      error('MATLAB:table:IncorrectNumberOfRowNames', 'The RowNames property must contain one name for each row in the table.');
    end
    if numel(unique(rows)) < numel(rows)
      error('MATLAB:table:DuplicateRowNames', 'Row names must be unique.');
    end
  else
    rows = cell(0, 1);
  end
  t.names = names;
  t.rows = rows;
  t.Description = char(p.Description);
  t.UserData = p.UserData;
  t.DimensionNames = reshape(cellstr(p.DimensionNames), 1, []);
  t.VariableUnits = per_variable(p.VariableUnits);
  t.VariableDescriptions = per_variable(p.VariableDescriptions);
end

function list = per_variable(list)
  if isempty(list)
    list = {};
  else
    list = reshape(cellstr(list), 1, []);
  end
end
