function x = uint16(c)
  % x = uint16(c): the numbers of the categories of the elements.
  x = uint16(c.data__);
end
