function names = argnames(f)
  % names = argnames(f): the names of the arguments, a column of texts.
  names = f.names(:);
end
