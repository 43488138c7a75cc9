function x = yyyymmdd(t)
  % x = yyyymmdd(t): the date as one number.
  [y, m, d] = ymd(t);
  x = y * 10000 + m * 100 + d;
end
