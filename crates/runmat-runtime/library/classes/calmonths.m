function d = calmonths(n)
  % d = calmonths(n): so many months of the calendar.
  n = double(n);
  d = __object__('calendarDuration', struct('data__', complex(n, 0 * n), 'Format', 'ymdt'));
end
