% error-line: 4
x = 1;
x = x + 1;
until x > 3
