function data = __moved__(t, d, sign)
  % __moved__(t, d, sign): the moments before or after a length of time.
  if isa(d, 'duration')
    data = t.data__ + sign * d.data__;
  elseif isa(d, 'calendarDuration')
    data = __add_calendar__(t.data__, t.TimeZone, sign * d.data__);
  elseif isnumeric(d) || islogical(d)
    data = __from_zone__(__to_zone__(t.data__, t.TimeZone) + sign * double(d) * 86400000, t.TimeZone);
  elseif __is_text__(d)
    d = duration(d);
    data = t.data__ + sign * d.data__;
  else
    error('MATLAB:datetime:InvalidAddition', 'Addition is not defined between datetime and %s arrays.', class(d));
  end
end
