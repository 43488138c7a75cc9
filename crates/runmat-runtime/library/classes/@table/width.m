function n = width(t)
  % n = width(t): the number of variables.
  n = t.size__(2);
end
