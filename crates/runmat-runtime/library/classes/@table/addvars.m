function t = addvars(t, varargin)
  % t = addvars(t, v1, ..., 'Before', variable, 'After', variable, 'NewVariableNames', names): with more variables.
  [args, options] = __name_values__(varargin, {'Before', 'After', 'NewVariableNames'});
  at = t.size__(2);
  if isfield(options, 'Before')
    at = __column_index__(t, options.Before) - 1;
  elseif isfield(options, 'After')
    at = __column_index__(t, options.After);
  end
  names = cell(1, numel(args));
  for k = 1:numel(args)
    names{k} = inputname(k + 1, false);
    if isempty(names{k})
      names{k} = sprintf('Var%d', at + k);
    end
  end
  if isfield(options, 'NewVariableNames')
    names = reshape(cellstr(options.NewVariableNames), 1, []);
  end
  twice = intersect(t.names, names);
  if ~isempty(twice)
    error('MATLAB:table:DuplicateVarNames', 'Duplicate table variable name: ''%s''.', twice{1});
  end
  t = __add__(t, args, names, at);
end
