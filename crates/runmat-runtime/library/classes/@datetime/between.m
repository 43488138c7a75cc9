function d = between(a, b, kind)
  % d = between(t1, t2): the calendar duration from one to the other; between(t1, t2, 'days'), 'months', 'years', ...
  [proto, parts] = __unify__(a, b);
  wall = {__to_zone__(parts{1}, proto.TimeZone), __to_zone__(parts{2}, proto.TimeZone)};
  [from, to] = deal(wall{1} + 0 * wall{2}, wall{2} + 0 * wall{1});
  [y1, m1] = __civil__(from);
  [y2, m2] = __civil__(to);
  back = to < from;
  months = (y2 - y1) * 12 + m2 - m1;
  reached = __add_calendar__(from, '', months);
  months(~back & reached > to) = months(~back & reached > to) - 1;
  months(back & reached < to) = months(back & reached < to) + 1;
  reached = __add_calendar__(from, '', months);
  rest = (to - reached) / 86400000;
  if nargin > 2
    switch lower(char(kind))
      case 'years'
        months = 12 * fix(months / 12);
        rest = 0 * rest;
      case 'quarters'
        months = 3 * fix(months / 3);
        rest = 0 * rest;
      case 'months'
        rest = 0 * rest;
      case 'weeks'
        rest = 7 * fix((to - from) / 604800000);
        months = 0 * months;
      case 'days'
        rest = fix((to - from) / 86400000);
        months = 0 * months;
      case 'time'
        rest = (to - from) / 86400000;
        months = 0 * months;
    end
  end
  d = __object__('calendarDuration', struct('data__', complex(months, rest), 'Format', 'ymdt'));
end
