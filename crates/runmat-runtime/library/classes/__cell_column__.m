function x = __cell_column__(c)
  % __cell_column__(c): the elements of a cell column as a variable: texts stay cells, others are stacked.
  if iscellstr(c)
    x = c;
    return
  end
  classes = cellfun(@class, c, 'UniformOutput', false);
  sizes = cellfun(@(v) size(v, 1) == 1 && ndims(v) == 2, c);
  if isempty(c) || ~all(sizes) || numel(unique(classes)) > 1 || strcmp(classes{1}, 'cell') || any(strcmp(classes{1}, {'function_handle', 'char'}))
    if all(sizes) && ~isempty(c) && all(cellfun(@(v) isnumeric(v) || islogical(v), c)) && all(cellfun('size', c, 2) == size(c{1}, 2))
      x = vertcat(c{:});
    else
      x = c;
    end
    return
  end
  if all(cellfun('size', c, 2) == size(c{1}, 2))
    x = vertcat(c{:});
  else
    x = c;
  end
end
