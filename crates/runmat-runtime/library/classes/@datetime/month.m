function x = month(t, kind)
  % x = month(t): the month as a number; month(t, 'name'), month(t, 'shortname'): by name.
  [~, x] = __civil__(__to_zone__(t.data__, t.TimeZone));
  if nargin < 2
    return
  end
  switch lower(char(kind))
    case 'name'
      x = __format_datetime__(t.data__, 'MMMM', t.TimeZone);
    case 'shortname'
      x = __format_datetime__(t.data__, 'MMM', t.TimeZone);
  end
end
