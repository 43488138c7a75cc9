function t = array2table(a, varargin)
  % t = array2table(a, 'VariableNames', names, 'RowNames', names): a variable for each column.
  [~, options] = __name_values__(varargin, {'VariableNames', 'RowNames', 'DimensionNames'});
  base = inputname(1, false);
  vars = cell(1, size(a, 2));
  for k = 1:numel(vars)
    vars{k} = a(:, k);
  end
  if isempty(base)
    base = 'Var';
  end
  names = arrayfun(@(k) sprintf('%s%d', base, k), 1:numel(vars), 'UniformOutput', false);
  t = __named_table__(vars, names, options);
end
