function tf = ge(a, b)
  % a >= b: element by element.
  tf = __compare__('ge', a, b);
end
