function x = int16(c)
  % x = int16(c): the numbers of the categories of the elements.
  x = int16(c.data__);
end
