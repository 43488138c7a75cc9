function t = mtimes(a, b)
  % mtimes(a, b): variable by variable.
  t = __elementwise__('mtimes', a, b);
end
