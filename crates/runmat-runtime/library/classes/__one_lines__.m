function texts = __one_lines__(values)
  % __one_lines__(c): the values of a cell array as workspace browsers list them.
  texts = cellfun(@__one_line__, values, 'UniformOutput', false);
end
