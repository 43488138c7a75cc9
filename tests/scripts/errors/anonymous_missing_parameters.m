% error-line: 3
x = 2;
f = @ * x;
disp(f(3))
