function t = ge(a, b)
  % ge(a, b): variable by variable.
  t = __elementwise__('ge', a, b);
end
