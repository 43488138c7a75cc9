function t = fillmissing(t, varargin)
  % t = fillmissing(t, method, ..., 'DataVariables', variables): each variable filled.
  [args, options] = __name_values__(varargin, {'DataVariables'});
  columns = 1:t.size__(2);
  if isfield(options, 'DataVariables')
    columns = __column_index__(t, options.DataVariables);
  end
  for k = columns
    if isnumeric(t.vars{k}) || numel(args) > 1
      t.vars{k} = fillmissing(t.vars{k}, args{:});
    end
  end
end
