% error-line: 3
n = 10;
while n > 1
  n = n / 2;
disp(n)
