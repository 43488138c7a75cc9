function t = cellstr(c)
  % t = cellstr(c): the names of the categories of the elements, in a cell.
  t = __texts__(c);
end
