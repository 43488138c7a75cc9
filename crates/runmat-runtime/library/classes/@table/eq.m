function t = eq(a, b)
  % eq(a, b): variable by variable.
  t = __elementwise__('eq', a, b);
end
