function names = symvar(f)
  % names = symvar(f): the names of variables in the expression.
  names = symvar(f.expr);
end
