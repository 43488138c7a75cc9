function x = uint8(c)
  % x = uint8(c): the numbers of the categories of the elements.
  x = uint8(c.data__);
end
