function tf = ne(a, b)
  % a ~= b: element by element.
  tf = __compare__('ne', a, b);
end
