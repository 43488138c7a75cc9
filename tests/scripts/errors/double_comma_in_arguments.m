% error-line: 3
x = 1;
y = max(x,, 3);
