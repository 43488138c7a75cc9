% error-line: 3
v = 1:5;
x = v(1; 2);
disp(x)
