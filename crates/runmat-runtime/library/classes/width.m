function n = width(x)
  % n = width(x): the number of columns, or variables.
  n = size(x, 2);
end
