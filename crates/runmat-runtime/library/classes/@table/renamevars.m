function t = renamevars(t, columns, names)
  % t = renamevars(t, variables, names): variables under other names.
  columns = __column_index__(t, columns);
  all_names = t.names;
  all_names(columns) = reshape(cellstr(names), 1, []);
  p = __properties__(t);
  p.VariableNames = all_names;
  t = __set_properties__(t, p);
end
