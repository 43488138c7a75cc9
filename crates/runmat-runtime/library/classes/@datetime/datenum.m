function x = datenum(t)
  % x = datenum(t): days since the year 0.
  x = __to_zone__(t.data__, t.TimeZone) / 86400000 + 719529;
end
