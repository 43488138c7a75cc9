function d = caldays(n)
  % d = caldays(n): so many days of the calendar.
  n = double(n);
  d = __object__('calendarDuration', struct('data__', complex(0 * n, n), 'Format', 'ymdt'));
end
