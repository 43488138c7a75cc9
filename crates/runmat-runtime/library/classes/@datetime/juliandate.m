function x = juliandate(t, kind)
  % x = juliandate(t), juliandate(t, 'modifiedjuliandate'): days of the Julian calendar.
  x = t.data__ / 86400000 + 2440587.5;
  if nargin > 1 && strcmpi(char(kind), 'modifiedjuliandate')
    x = t.data__ / 86400000 + 40587;
  end
end
