function t = dateshift(t, where, unit, rule)
  % dateshift(t, 'start', unit), dateshift(t, 'end', unit): to where the year, quarter, month, week, day, hour,
  % minute or second begins or ends; dateshift(t, 'dayofweek', day).
  where = lower(char(where));
  if nargin < 4
    rule = 'current';
  end
  wall = __to_zone__(t.data__, t.TimeZone);
  if strcmp(where, 'dayofweek')
    t.data__ = __from_zone__(day_of_week(wall, unit, rule), t.TimeZone);
    return
  end
  unit = lower(char(unit));
  ahead = strcmp(where, 'end');
  wall = moved(wall, unit, rule);
  [y, m, d] = __civil__(wall);
  days = floor(wall / 86400000);
  switch unit
    case 'year'
      wall = __from_civil__(y + ahead, 1, 1 - ahead);
    case 'quarter'
      wall = __from_civil__(y, floor((m - 1) / 3) * 3 + 1 + 3 * ahead, 1 - ahead);
    case 'month'
      wall = __from_civil__(y, m + ahead, 1 - ahead);
    case 'week'
      wall = (days - mod(days + 4, 7) + 6 * ahead) * 86400000;
    case 'day'
      wall = (days + ahead) * 86400000;
    case {'hour', 'minute', 'second'}
      each = 1000 * 60 ^ find(strcmp(unit, {'minute', 'hour'}));
      if isempty(each)
        each = 1000;
      end
      wall = (floor(wall / each) + ahead) * each;
    otherwise
      error('MATLAB:datetime:dateshift:UnrecognizedUnit', 'Unrecognized unit of time: ''%s''.', unit);
  end
  t.data__ = __from_zone__(wall, t.TimeZone);
end

function wall = moved(wall, unit, rule)
  if isnumeric(rule)
    n = rule;
  else
    n = find(strcmpi(char(rule), {'previous', 'current', 'next'})) - 2;
    if isempty(n)
      n = 0;
    end
  end
  if n == 0
    return
  end
  switch unit
    case 'year'
      wall = __add_calendar__(wall, '', 12 * n);
    case 'quarter'
      wall = __add_calendar__(wall, '', 3 * n);
    case 'month'
      wall = __add_calendar__(wall, '', n);
    otherwise
      sizes = struct('week', 604800000, 'day', 86400000, 'hour', 3600000, 'minute', 60000, 'second', 1000);
      wall = wall + n * sizes.(unit);
  end
end

function wall = day_of_week(wall, which, rule)
  if ~isnumeric(which)
    names = {'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'};
    which = find(strncmpi(char(which), names, numel(char(which))), 1);
  end
  days = floor(wall / 86400000);
  now = mod(days + 4, 7) + 1;
  switch lower(char(rule))
    case 'previous'
      days = days - mod(now - which - 1, 7) - 1;
    case {'current', 'next'}
      days = days + mod(which - now, 7);
    otherwise
      days = days + mod(which - now, 7);
  end
  wall = days * 86400000;
end
