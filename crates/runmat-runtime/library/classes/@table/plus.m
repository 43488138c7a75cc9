function t = plus(a, b)
  % plus(a, b): variable by variable.
  t = __elementwise__('plus', a, b);
end
