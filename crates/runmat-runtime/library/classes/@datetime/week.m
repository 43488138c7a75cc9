function n = week(t, kind)
  % n = week(t): the week of the year, which begins on Sunday; week(t, 'weekofmonth'), 'iso-weekofyear'.
  wall = __to_zone__(t.data__, t.TimeZone);
  [y, m, d] = __civil__(wall);
  if nargin < 2
    kind = 'weekofyear';
  end
  switch lower(char(kind))
    case 'weekofmonth'
      first = __from_civil__(y, m, 1);
      n = floor((d - 1 + mod(floor(first / 86400000) + 4, 7)) / 7) + 1;
    case 'iso-weekofyear'
      days = floor(wall / 86400000);
      thursday = days - mod(days + 3, 7) + 3;
      [ty] = __civil__(thursday * 86400000);
      n = floor((thursday - __from_civil__(ty, 1, 1) / 86400000) / 7) + 1;
    otherwise
      first = __from_civil__(y, 1, 1);
      n = floor((floor((wall - first) / 86400000) + mod(floor(first / 86400000) + 4, 7)) / 7) + 1;
  end
end
