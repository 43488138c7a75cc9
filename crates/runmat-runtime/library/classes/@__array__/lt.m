function tf = lt(a, b)
  % a < b: element by element.
  tf = __compare__('lt', a, b);
end
