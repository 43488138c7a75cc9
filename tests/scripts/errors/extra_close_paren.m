% error-line: 3
x = linspace(0, 1, 5);
y = sin(x));
disp(y)
