function __print_texts__(texts, left, before, after)
  % __print_texts__(texts, left, before, after): a cell of texts in columns of one width, with blanks before and after
  % each; what a line does not hold comes in further blocks of columns.
  blank = __blank_line__();
  if ndims(texts) > 2
    sizes = size(texts);
    for k = 1:prod(sizes(3:end))
      at = cell(1, ndims(texts) - 2);
      [at{:}] = ind2sub([sizes(3:end) 1], k);
      fprintf('(:,:,%s) = \n%s', strjoin(cellfun(@(n) sprintf('%d', n), at, 'UniformOutput', false), ','), blank);
      __print_texts__(texts(:, :, k), left, before, after);
    end
    return
  end
  columns = size(texts, 2);
  widths = max(cellfun(@(t) numel(t), texts), [], 1);
  if after == 0
    widths(:) = max(widths);
  end
  for k = 1:columns
    width = widths(k);
    pad = @(t) [t, blanks(width - numel(t))];
    if ~left
      pad = @(t) [blanks(width - numel(t)), t];
    end
    texts(:, k) = cellfun(pad, texts(:, k), 'UniformOutput', false);
  end
  last = 0;
  while last < columns
    first = last + 1;
    last = first;
    while last < columns && sum(widths(first:last + 1) + before + after) <= 80
      last = last + 1;
    end
    if (first > 1 || last < columns) && first < last
      fprintf('  Columns %d through %d\n%s', first, last, blank);
    elseif first > 1 || last < columns
      fprintf('  Column %d\n%s', first, blank);
    end
    for k = 1:size(texts, 1)
      line = cellfun(@(t) [blanks(before), t, blanks(after)], texts(k, first:last), 'UniformOutput', false);
      fprintf('%s\n', [line{:}]);
    end
    fprintf('%s', blank);
  end
end
