% error-line: 3
x = 1;
while
  x = x + 1;
end
