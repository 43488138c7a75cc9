function t = mrdivide(a, b)
  % mrdivide(a, b): variable by variable.
  t = __elementwise__('mrdivide', a, b);
end
