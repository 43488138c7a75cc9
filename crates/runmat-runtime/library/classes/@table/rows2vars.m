function r = rows2vars(t)
  % r = rows2vars(t): rows as variables.
  data = __contents__(t, ':', ':').';
  names = t.rows;
  if isempty(names)
    names = arrayfun(@(k) sprintf('Var%d', k), (1:t.size__(1)).', 'UniformOutput', false);
  end
  vars = arrayfun(@(k) data(:, k), 1:size(data, 2), 'UniformOutput', false);
  r = __table__([{reshape(t.names, [], 1)}, vars], [{'OriginalVariableNames'}, reshape(names, 1, [])], cell(0, 1));
end
