function d = timeofday(t)
  % d = timeofday(t): the time since midnight.
  d = milliseconds(mod(__to_zone__(t.data__, t.TimeZone), 86400000));
  d.Format = 'hh:mm:ss';
end
