function n = height(x)
  % n = height(x): the number of rows.
  n = size(x, 1);
end
