function x = double(c)
  % x = double(c): the numbers of the categories of the elements.
  x = double(c.data__);
end
