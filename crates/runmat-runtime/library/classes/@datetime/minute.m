function x = minute(t, kind)
  % x = minute(t): the minute of the hour; minute(t, 'minuteofday').
  [~, ~, ~, h, x] = __civil__(__to_zone__(t.data__, t.TimeZone));
  if nargin > 1 && strcmpi(char(kind), 'minuteofday')
    x = h * 60 + x;
  end
end
