function text = formula(f)
  % text = formula(f): the expression of a function made by inline.
  text = strtrim(regexprep(func2str(f), '^@\([^)]*\)', ''));
end
