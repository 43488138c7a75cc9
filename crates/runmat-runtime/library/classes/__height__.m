function n = __height__(x)
  % __height__(x): the number of rows.
  n = size(x, 1);
end
