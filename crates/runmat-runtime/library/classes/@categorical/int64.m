function x = int64(c)
  % x = int64(c): the numbers of the categories of the elements.
  x = int64(c.data__);
end
