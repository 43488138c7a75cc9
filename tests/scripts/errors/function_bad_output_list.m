% error-line: 3
x = 1;
function [a, b = pair(x)
  a = x; b = x;
end
