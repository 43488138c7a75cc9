function f = vectorize(f)
  % f = vectorize(f): the same function with elementwise operators.
  f = __inline__(vectorize(f.expr), f.names);
end
