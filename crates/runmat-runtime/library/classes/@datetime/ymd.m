function [y, m, d] = ymd(t)
  % [y, m, d] = ymd(t): year, month and day.
  [y, m, d] = __civil__(__to_zone__(t.data__, t.TimeZone));
end
