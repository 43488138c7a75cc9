function x = single(c)
  % x = single(c): the numbers of the categories of the elements.
  x = single(c.data__);
end
