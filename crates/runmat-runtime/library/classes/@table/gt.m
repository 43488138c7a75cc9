function t = gt(a, b)
  % gt(a, b): variable by variable.
  t = __elementwise__('gt', a, b);
end
