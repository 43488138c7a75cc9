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
  width = max(cellfun(@(t) numel(t), texts(:)));
  pad = @(t) [t, blanks(width - numel(t))];
  if ~left
    pad = @(t) [blanks(width - numel(t)), t];
  end
  texts = cellfun(pad, texts, 'UniformOutput', false);
  columns = size(texts, 2);
  each = max(1, floor(80 / (width + before + after)));
  for first = 1:each:columns
    last = min(first + each - 1, columns);
    if columns > each && first < last
      fprintf('  Columns %d through %d\n%s', first, last, blank);
    elseif columns > each
      fprintf('  Column %d\n%s', first, blank);
    end
    for k = 1:size(texts, 1)
      line = cellfun(@(t) [blanks(before), t, blanks(after)], texts(k, first:last), 'UniformOutput', false);
      fprintf('%s\n', [line{:}]);
    end
    fprintf('%s', blank);
  end
end
