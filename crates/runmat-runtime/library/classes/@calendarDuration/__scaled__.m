function r = __scaled__(a, b, product)
  % r = __scaled__(a, b, product): of a calendar duration and a number, in either order.
  r = a;
  n = b;
  if ~isa(a, 'calendarDuration')
    r = b;
    n = a;
  end
  n = double(n);
  r.data__ = complex(product(real(r.data__), n), product(imag(r.data__), n));
end
