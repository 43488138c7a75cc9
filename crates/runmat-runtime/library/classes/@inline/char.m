function text = char(f)
  % text = char(f): the expression.
  text = f.expr;
end
