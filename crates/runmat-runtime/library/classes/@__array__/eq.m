function tf = eq(a, b)
  % a == b: element by element.
  tf = __compare__('eq', a, b);
end
