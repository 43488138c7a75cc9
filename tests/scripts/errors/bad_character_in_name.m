% error-line: 3
a = 1;
b?c = a;
