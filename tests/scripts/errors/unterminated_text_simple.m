% error-line: 3
x = 1;
msg = 'not closed;
disp(x)
