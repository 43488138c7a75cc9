function names = fieldnames(t)
  % names = fieldnames(t): the variables, and what else a dot reaches.
  names = [reshape(t.names, [], 1); {'Properties'; t.DimensionNames{1}; t.DimensionNames{2}}];
end
