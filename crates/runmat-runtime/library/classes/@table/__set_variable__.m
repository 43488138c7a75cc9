function t = __set_variable__(t, name, value)
  % __set_variable__(t, name, value): t with a variable replaced, or added.
  n = size(value, 1);
  if t.size__(2) == 0 && t.size__(1) == 0
    t.size__(1) = n;
  end
  if n ~= t.size__(1)
    error('MATLAB:table:RowDimensionMismatch', 'To assign to or create a variable in a table, the number of rows must match the height of the table.');
  end
  k = find(strcmp(t.names, name), 1);
  if isempty(k)
    k = numel(t.names) + 1;
    t.names{1, k} = name;
    t.size__(2) = k;
    for f = {'VariableUnits', 'VariableDescriptions'}
      if ~isempty(t.(f{1}))
        t.(f{1}){1, k} = '';
      end
    end
  end
  t.vars{1, k} = value;
end
