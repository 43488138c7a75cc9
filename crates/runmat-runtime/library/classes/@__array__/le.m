function tf = le(a, b)
  % a <= b: element by element.
  tf = __compare__('le', a, b);
end
