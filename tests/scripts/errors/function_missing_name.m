% error-line: 3
x = 1;
function (a, b)
  disp(a + b);
end
