% error-line: 3
x = 1;
function r = f(a, 3)
  r = a;
end
