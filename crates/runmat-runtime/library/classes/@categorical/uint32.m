function x = uint32(c)
  % x = uint32(c): the numbers of the categories of the elements.
  x = uint32(c.data__);
end
