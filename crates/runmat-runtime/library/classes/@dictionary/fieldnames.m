function names = fieldnames(~)
  % names = fieldnames(x): a dictionary has no properties.
  names = cell(0, 1);
end
