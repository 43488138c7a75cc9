% error-line: 3
x = 2;
f = @(a, b a + b;
disp(f(1, 2))
