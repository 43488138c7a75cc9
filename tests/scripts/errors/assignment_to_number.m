% error-line: 3
x = 4;
5 = x;
disp(x)
