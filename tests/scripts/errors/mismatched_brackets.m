% error-line: 3
x = 3;
v = [1, 2, (3 + x];
disp(v)
