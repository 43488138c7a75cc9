function t = minus(a, b)
  % minus(a, b): variable by variable.
  t = __elementwise__('minus', a, b);
end
