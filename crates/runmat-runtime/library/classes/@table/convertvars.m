function t = convertvars(t, columns, kind)
  % t = convertvars(t, variables, class or function): variables converted.
  if ~isa(kind, 'function_handle')
    kind = str2func(char(kind));
  end
  for k = __column_index__(t, columns)
    t.vars{k} = kind(t.vars{k});
  end
end
