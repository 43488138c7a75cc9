function data = __add_calendar__(data, zone, step)
  % __add_calendar__(data, zone, step): moments, so many months (real) and days (imaginary part) later. A day that
  % its month lacks is the last one of the month.
  wall = __to_zone__(data, zone);
  [y, m, d] = __civil__(wall);
  rest = wall - floor(wall / 86400000) * 86400000;
  months = y * 12 + m - 1 + real(step);
  y = floor(months / 12);
  m = mod(months, 12) + 1;
  first = __from_civil__(y, m, 1);
  last = (__from_civil__(y, m + 1, 1) - first) / 86400000;
  days = min(d + 0 * last, last) - 1 + imag(step);
  whole = floor(days + 1e-12);
  data = __from_zone__(first + whole * 86400000 + rest, zone) + round((days - whole) * 86400000);
end
