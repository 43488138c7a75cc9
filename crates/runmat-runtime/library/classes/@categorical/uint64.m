function x = uint64(c)
  % x = uint64(c): the numbers of the categories of the elements.
  x = uint64(c.data__);
end
