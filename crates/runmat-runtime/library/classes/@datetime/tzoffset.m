function d = tzoffset(t)
  % d = tzoffset(t): how far the time zone is from UTC.
  d = milliseconds(__to_zone__(t.data__, t.TimeZone) - t.data__);
  d.Format = 'hh:mm';
end
