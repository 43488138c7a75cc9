function x = posixtime(t)
  % x = posixtime(t): seconds since 1970-01-01 UTC.
  x = t.data__ / 1000;
end
