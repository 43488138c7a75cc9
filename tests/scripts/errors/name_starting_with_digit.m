% error-line: 3
x = 1;
2nd = x + 1;
