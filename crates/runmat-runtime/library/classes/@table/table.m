function t = table(varargin)
  % t = table(a, b, ..., 'VariableNames', names, 'RowNames', names): columns of one height under names.
  % t = table('Size', [m n], 'VariableTypes', types): variables of these classes.
  [args, options] = __name_values__(varargin, {'VariableNames', 'RowNames', 'DimensionNames', 'Size', 'VariableTypes'});
  if isfield(options, 'Size')
    args = cell(1, options.Size(2));
    types = cellstr(options.VariableTypes);
    for k = 1:numel(args)
      args{k} = __default_rows__(types{k}, options.Size(1));
    end
  end
  n = numel(args);
  names = cell(1, n);
  for k = 1:n
    names{k} = '';
    if nargin >= k && ~isfield(options, 'Size')
      names{k} = inputname(k, false);
    end
    if isempty(names{k})
      names{k} = sprintf('Var%d', k);
    end
  end
  if isfield(options, 'VariableNames')
    names = reshape(cellstr(options.VariableNames), 1, []);
  end
  rows = cell(0, 1);
  if isfield(options, 'RowNames')
    rows = reshape(cellstr(options.RowNames), [], 1);
  end
  for k = 1:n
    if ischar(args{k}) && size(args{k}, 1) == 1 && n > 0 && __height__(args{k}) == 1 && numel(args) > 1 && any(cellfun(@(x) __height__(x), args) ~= 1)
      error('MATLAB:table:InvalidInput', 'Input arguments must be variables of one height; a character vector is one row.');
    end
  end
  t = __table__(args, names, rows);
  if isfield(options, 'DimensionNames')
    t.DimensionNames = reshape(cellstr(options.DimensionNames), 1, []);
  end
end
