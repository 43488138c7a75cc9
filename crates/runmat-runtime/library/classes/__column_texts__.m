function lines = __column_texts__(v)
  % __column_texts__(v): a line for each row of a variable, all of one width.
  rows = size(v, 1);
  if ischar(v)
    lines = mat2cell(v, ones(1, rows), size(v, 2));
    return
  end
  if isa(v, 'table')
    lines = nested(v);
    return
  end
  if ndims(v) > 2
    sizes = size(v);
    text = sprintf('%s %s', __size_text__([1, sizes(2:end)]), class(v));
    lines = repmat({text}, rows, 1);
    return
  end
  left = true;
  if islogical(v)
    words = {'false', 'true'};
    texts = reshape(words(v + 1), size(v));
  elseif isnumeric(v)
    texts = __number_texts__(v);
    left = false;
  elseif iscell(v)
    texts = __cell_texts__(cellfun(@__previewed__, v, 'UniformOutput', false));
  elseif isstring(v)
    texts = __cell_texts__(v);
  elseif isstruct(v)
    texts = repmat({sprintf('%s struct', __size_text__([1 1]))}, size(v));
  else
    [texts, left] = __texts__(v);
  end
  widths = max(cellfun(@(x) numel(x), texts), [], 1);
  if isnumeric(v)
    widths(:) = max(widths);
  end
  columns = cell(1, size(texts, 2));
  for k = 1:numel(columns)
    if left
      columns{k} = cellfun(@(x) [x, blanks(widths(k) - numel(x))], texts(:, k), 'UniformOutput', false);
    else
      columns{k} = cellfun(@(x) [blanks(widths(k) - numel(x)), x], texts(:, k), 'UniformOutput', false);
    end
    if k < numel(columns)
      columns{k} = cellfun(@(x) [x, blanks(4)], columns{k}, 'UniformOutput', false);
    elseif k > 1 && isnumeric(v)
      columns{k} = cellfun(@(x) [x, blanks(2)], columns{k}, 'UniformOutput', false);
    end
  end
  lines = columns{1};
  for k = 2:numel(columns)
    lines = strcat_cells(lines, columns{k});
  end
end

function lines = strcat_cells(a, b)
  lines = cellfun(@(x, y) [x, y], a, b, 'UniformOutput', false);
end

function lines = nested(t)
  s = struct(t);
  lines = repmat({''}, s.size__(1), 1);
  for k = 1:numel(s.vars)
    block = __table_column__(s.names{k}, __column_texts__(s.vars{k}));
    gap = blanks(4 * (k > 1));
    lines = cellfun(@(x, y) [x, gap, y], lines, block(4:end), 'UniformOutput', false);
  end
end
