function tf = isweekend(t)
  % tf = isweekend(t): which are Saturdays or Sundays.
  n = day(t, 'dayofweek');
  tf = n == 1 | n == 7;
end
