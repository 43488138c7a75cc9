function r = __variable__(t, name)
  % __variable__(t, name): a variable, the properties, the names of the rows, or all variables as one array.
  if isnumeric(name)
    r = t.vars{name};
    return
  end
  k = find(strcmp(t.names, name), 1);
  if ~isempty(k)
    r = t.vars{k};
  elseif strcmp(name, 'Properties')
    r = __properties__(t);
  elseif strcmp(name, t.DimensionNames{1})
    r = t.rows;
  elseif strcmp(name, t.DimensionNames{2})
    r = __contents__(t, ':', ':');
  else
    error('MATLAB:table:UnrecognizedVarName', 'Unrecognized table variable name ''%s''.', name);
  end
end
