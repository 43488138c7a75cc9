function d = calquarters(n)
  % d = calquarters(n): so many quarters of the calendar.
  n = double(n);
  d = __object__('calendarDuration', struct('data__', complex(3 * n, 0 * n), 'Format', 'yqmdt'));
end
