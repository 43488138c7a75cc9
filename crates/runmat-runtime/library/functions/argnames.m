function names = argnames(f)
  % names = argnames(f): the names of a function's arguments, a column of texts.
  text = func2str(f);
  list = regexp(text, '^@\(([^)]*)\)', 'tokens', 'once');
  names = strtrim(strsplit(list{1}, ',')).';
end
