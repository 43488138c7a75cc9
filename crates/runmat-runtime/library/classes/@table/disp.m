function disp(t)
  % disp(t): the variables under their names.
  blank = __blank_line__();
  if any(t.size__ == 0)
    return
  end
  n = t.size__(2);
  blocks = cell(1, n);
  for k = 1:n
    blocks{k} = __table_column__(t.names{k}, __column_texts__(t.vars{k}));
  end
  first = {};
  if ~isempty(t.rows)
    width = max(cellfun(@(x) numel(x), t.rows));
    pad = @(x) [blanks(4), x, blanks(width - numel(x))];
    first = [{blanks(width + 4); blanks(width + 4); ''}; cellfun(pad, t.rows, 'UniformOutput', false)];
  end
  widths = cellfun(@(b) numel(b{1}), blocks) + 4;
  room = 80;
  if ~isempty(first)
    room = room - numel(first{1});
  end
  from = 1;
  while from <= n
    to = from;
    while to < n && sum(widths(from:to + 1)) <= room
      to = to + 1;
    end
    if from > 1 || to < n
      if from == to
        fprintf('  Column %d\n%s', from, blank);
      else
        fprintf('  Columns %d through %d\n%s', from, to, blank);
      end
    end
    for line = 1:t.size__(1) + 3
      parts = cellfun(@(b) [blanks(4 * ~isempty(b{line})), b{line}], blocks(from:to), 'UniformOutput', false);
      text = [parts{:}];
      if ~isempty(first)
        text = [first{line}, text];
      end
      if line == 3
        fprintf('%s', blank);
      else
        fprintf('%s\n', text);
      end
    end
    fprintf('%s', blank);
    from = to + 1;
  end
end
