% error-line: 3
s = 0;
for k = 1:3
  s = s + k;
disp(s)
