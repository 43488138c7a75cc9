function summary(c)
  % summary(c): prints how many elements each category has.
  names = c.categories;
  counts = arrayfun(@(k) sprintf('%d', sum(c.data__(:) == k)), (1:numel(names)).', 'UniformOutput', false);
  missed = sum(isnan(c.data__(:)));
  if missed > 0
    names = [names; {'<undefined>'}];
    counts = [counts; {sprintf('%d', missed)}];
  end
  wide = max([0; cellfun(@(t) numel(t), names)]);
  most = max([0; cellfun(@(t) numel(t), counts)]);
  if isrow(c) && ~isscalar(c)
    widths = max(cellfun(@(t) numel(t), names), cellfun(@(t) numel(t), counts));
    for list = {names, counts}
      line = '';
      for k = 1:numel(names)
        line = [line, blanks(5), list{1}{k}, blanks(widths(k) - numel(list{1}{k})), ' '];
      end
      fprintf('%s\n', line);
    end
  else
    for k = 1:numel(names)
      fprintf('     %s%s      %s%s \n', names{k}, blanks(wide - numel(names{k})), counts{k}, blanks(most - numel(counts{k})));
    end
  end
  fprintf('%s', __blank_line__());
end
