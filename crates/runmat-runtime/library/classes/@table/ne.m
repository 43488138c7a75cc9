function t = ne(a, b)
  % ne(a, b): variable by variable.
  t = __elementwise__('ne', a, b);
end
