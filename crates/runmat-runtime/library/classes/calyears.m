function d = calyears(n)
  % d = calyears(n): so many years of the calendar.
  n = double(n);
  d = __object__('calendarDuration', struct('data__', complex(12 * n, 0 * n), 'Format', 'ymdt'));
end
