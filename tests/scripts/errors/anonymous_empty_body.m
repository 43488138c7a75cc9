% error-line: 3
x = 2;
f = @(a);
disp(x)
