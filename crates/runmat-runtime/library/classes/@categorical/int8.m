function x = int8(c)
  % x = int8(c): the numbers of the categories of the elements.
  x = int8(c.data__);
end
