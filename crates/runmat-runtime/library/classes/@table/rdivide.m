function t = rdivide(a, b)
  % rdivide(a, b): variable by variable.
  t = __elementwise__('rdivide', a, b);
end
