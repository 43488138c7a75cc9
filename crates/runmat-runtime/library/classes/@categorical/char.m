function t = char(c)
  % t = char(c): the names of the categories of the elements, as rows of characters.
  t = __texts__(c);
  t = char(t(:));
end
