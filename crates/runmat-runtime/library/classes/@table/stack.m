function r = stack(t, columns, varargin)
  % r = stack(t, variables, 'NewDataVariableName', name, 'IndexVariableName', name): variables below one another, the
  % others repeated.
  [~, options] = __name_values__(varargin, {'NewDataVariableName', 'IndexVariableName', 'ConstantVariables'});
  columns = __column_index__(t, columns);
  rest = setdiff(1:t.size__(2), columns);
  if isfield(options, 'ConstantVariables')
    rest = __column_index__(t, options.ConstantVariables);
  end
  n = t.size__(1);
  m = numel(columns);
  order = reshape(repmat(1:n, m, 1), [], 1);
  data = __stacked__(reshape(t.vars(columns), [], 1));
  data = __rows__(data, reshape(reshape(1:n * m, n, m).', [], 1));
  name = strjoin(t.names(columns), '_');
  index = [name, '_Indicator'];
  if isfield(options, 'NewDataVariableName')
    name = char(options.NewDataVariableName);
  end
  if isfield(options, 'IndexVariableName')
    index = char(options.IndexVariableName);
  end
  labels = categorical(repmat((1:m).', n, 1), 1:m, t.names(columns));
  t.rows = cell(0, 1);
  r = __select__(t, order, rest);
  r.size__(1) = n * m;
  r = __add__(r, {labels, data}, {index, name}, r.size__(2));
end
