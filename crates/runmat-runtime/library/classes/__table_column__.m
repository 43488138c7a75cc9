function block = __table_column__(name, texts)
  % __table_column__(name, texts): the lines of a variable: name, underscores, none, texts; the narrower centred.
  wide = numel(texts{1});
  width = max(wide, numel(name));
  centre = @(x, n) [blanks(floor((width - n) / 2)), x, blanks(width - n - floor((width - n) / 2))];
  block = [{centre(name, numel(name)); repmat('_', 1, width); ''}; cellfun(@(x) centre(x, wide), texts, 'UniformOutput', false)];
end
