function t = lt(a, b)
  % lt(a, b): variable by variable.
  t = __elementwise__('lt', a, b);
end
