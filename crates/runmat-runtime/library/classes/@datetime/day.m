function x = day(t, kind)
  % x = day(t): the day of the month; day(t, 'dayofyear'), 'dayofweek', 'name', 'shortname'.
  wall = __to_zone__(t.data__, t.TimeZone);
  [y, ~, x] = __civil__(wall);
  if nargin < 2
    return
  end
  switch lower(char(kind))
    case 'dayofweek'
      x = mod(floor(wall / 86400000) + 4, 7) + 1;
    case 'dayofyear'
      x = floor((wall - __from_civil__(y, 1, 1)) / 86400000) + 1;
    case 'name'
      x = __format_datetime__(t.data__, 'eeee', t.TimeZone);
    case 'shortname'
      x = __format_datetime__(t.data__, 'eee', t.TimeZone);
  end
end
