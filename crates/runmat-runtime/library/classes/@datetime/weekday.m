function [n, name] = weekday(t, kind)
  % [n, name] = weekday(t), weekday(t, 'long'): the day of the week, Sunday first.
  n = day(t, 'dayofweek');
  pattern = 'eee';
  if nargin > 1 && strcmpi(char(kind), 'long')
    pattern = 'eeee';
  end
  name = char(__format_datetime__(t.data__(:), pattern, t.TimeZone));
end
