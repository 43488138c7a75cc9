% error-line: 3
a = 1; b = 2;
a + b = 3;
disp(a)
