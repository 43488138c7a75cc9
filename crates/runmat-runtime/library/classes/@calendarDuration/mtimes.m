function r = mtimes(a, b)
  % a * b: a calendar duration, so many times.
  if isa(a, 'calendarDuration')
    r = a;
    n = double(b);
  else
    r = b;
    n = double(a);
  end
  r.data__ = complex(real(r.data__) * n, imag(r.data__) * n);
end
