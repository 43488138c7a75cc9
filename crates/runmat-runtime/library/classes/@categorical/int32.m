function x = int32(c)
  % x = int32(c): the numbers of the categories of the elements.
  x = int32(c.data__);
end
