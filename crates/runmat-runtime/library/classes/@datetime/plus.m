function t = plus(a, b)
  % t + d: a later moment; numbers are days.
  if isa(a, 'datetime') && isa(b, 'datetime')
    error('MATLAB:datetime:DatetimeAdditionNotDefined', 'Addition is not defined between datetime arrays.');
  end
  if isa(a, 'datetime')
    t = a;
    d = b;
  else
    t = b;
    d = a;
  end
  t.data__ = __moved__(t, d, 1);
end
