% error-line: 3
a = 5;
b = 3 a;
disp(b)
