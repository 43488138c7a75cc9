function t = __remove__(t, rows, columns)
  % __remove__(t, rows, columns): t without rows, or without variables.
  if ischar(rows) && strcmp(rows, ':')
    columns = __column_index__(t, columns);
    keep = setdiff(1:t.size__(2), columns);
    height = t.size__(1);
    t = __select__(t, ':', keep);
    t.size__(1) = height;
    return
  end
  if ~(ischar(columns) && strcmp(columns, ':')) && ~isequal(__column_index__(t, columns), 1:t.size__(2))
    error('MATLAB:table:InvalidEmptyAssignment', 'At least one subscript must be '':'' when you delete rows or variables by assigning [].');
  end
  rows = __row_index__(t, rows);
  keep = true(t.size__(1), 1);
  keep(rows) = false;
  t = __select__(t, keep, ':');
end
