function text = formula(f)
  % text = formula(f): the expression.
  text = f.expr;
end
