function t = times(a, b)
  % times(a, b): variable by variable.
  t = __elementwise__('times', a, b);
end
