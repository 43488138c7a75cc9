function d = calweeks(n)
  % d = calweeks(n): so many weeks of the calendar.
  n = double(n);
  d = __object__('calendarDuration', struct('data__', complex(0 * n, 7 * n), 'Format', 'ymwdt'));
end
