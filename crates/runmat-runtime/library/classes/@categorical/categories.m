function names = categories(c)
  % names = categories(c): the names of the categories, a cell column.
  names = c.categories;
end
