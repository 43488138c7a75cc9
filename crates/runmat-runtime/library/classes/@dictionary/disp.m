function disp(d)
  % disp(d): the entries.
  blank = __blank_line__();
  if isempty(d.KeyType)
    fprintf('  dictionary with unset key and value types.\n%s', blank);
    return
  end
  n = numEntries(d);
  arrow = __maps_to__();
  switch n
    case 0
      count = 'no entries.';
    case 1
      count = '1 entry:';
    otherwise
      count = sprintf('%d entries:', n);
  end
  fprintf('  dictionary (%s %s %s) with %s\n%s', d.KeyType, arrow, d.ValueType, count, blank);
  if n == 0
    return
  end
  k = cellfun(@(x) __one_line__(x), __dictionary_keys__(d), 'UniformOutput', false);
  v = cellfun(@(x) __one_line__(x), __dictionary_values__(d), 'UniformOutput', false);
  width = max(cellfun(@(t) numel(t), k));
  for p = 1:n
    fprintf('    %s%s %s %s\n', k{p}, blanks(width - numel(k{p})), arrow, v{p});
  end
  fprintf('%s', blank);
end
