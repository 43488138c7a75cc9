function names = fieldnames(~)
  % names = fieldnames(x): a categorical has no properties.
  names = cell(0, 1);
end
