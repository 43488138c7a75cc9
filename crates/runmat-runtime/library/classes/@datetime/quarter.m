function q = quarter(t)
  % q = quarter(t): the quarter of the year.
  q = floor((month(t) - 1) / 3) + 1;
end
