function tf = isprotected(c)
  % tf = isprotected(c): whether assignments may not add categories.
  tf = c.Protected;
end
