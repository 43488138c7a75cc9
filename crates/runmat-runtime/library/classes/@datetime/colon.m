function t = colon(a, step, b)
  % t1:t2, t1:step:t2: moments from one to another, a day or the step apart.
  if nargin < 3
    b = step;
    step = 1;
  end
  if __is_text__(a)
    a = datetime(a, 'TimeZone', b.TimeZone);
  end
  if __is_text__(b)
    b = datetime(b, 'TimeZone', a.TimeZone);
  end
  t = a;
  if isa(step, 'calendarDuration')
    span = (b.data__ - a.data__) / 86400000;
    each = real(step.data__) * 28 + imag(step.data__);
    n = max(0, floor(span / each) + 1);
    data = __add_calendar__(a.data__, a.TimeZone, (0:n) * step.data__);
    t.data__ = data(data <= b.data__);
  elseif isa(step, 'duration')
    t.data__ = a.data__:step.data__:b.data__;
  else
    wall = __to_zone__(a.data__, a.TimeZone):step * 86400000:__to_zone__(b.data__, b.TimeZone);
    t.data__ = __from_zone__(wall, a.TimeZone);
  end
end
