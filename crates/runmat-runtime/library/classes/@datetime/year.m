function x = year(t, varargin)
  % x = year(t): the year.
  x = __civil__(__to_zone__(t.data__, t.TimeZone));
end
