function n = height(t)
  % n = height(t): the number of rows.
  n = t.size__(1);
end
