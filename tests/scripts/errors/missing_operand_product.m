% error-line: 3
rate = 0.5;
cost = rate * / 3;
