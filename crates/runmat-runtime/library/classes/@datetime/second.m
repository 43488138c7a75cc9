function x = second(t, kind)
  % x = second(t): the second of the minute; second(t, 'secondofday').
  [~, ~, ~, h, m, x] = __civil__(__to_zone__(t.data__, t.TimeZone));
  if nargin > 1 && strcmpi(char(kind), 'secondofday')
    x = h * 3600 + m * 60 + x;
  end
end
