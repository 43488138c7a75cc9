function t = le(a, b)
  % le(a, b): variable by variable.
  t = __elementwise__('le', a, b);
end
