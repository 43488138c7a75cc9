function t = cell2table(c, varargin)
  % t = cell2table(c, 'VariableNames', names, 'RowNames', names): a variable for each column of a cell array.
  [~, options] = __name_values__(varargin, {'VariableNames', 'RowNames', 'DimensionNames'});
  base = inputname(1, false);
  if isempty(base)
    base = 'Var';
  end
  vars = arrayfun(@(k) __cell_column__(c(:, k)), 1:size(c, 2), 'UniformOutput', false);
  names = arrayfun(@(k) sprintf('%s%d', base, k), 1:numel(vars), 'UniformOutput', false);
  t = __named_table__(vars, names, options);
end
