function tf = gt(a, b)
  % a > b: element by element.
  tf = __compare__('gt', a, b);
end
