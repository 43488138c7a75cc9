function t = removevars(t, columns)
  % t = removevars(t, variables): without these variables.
  t = __remove__(t, ':', columns);
end
