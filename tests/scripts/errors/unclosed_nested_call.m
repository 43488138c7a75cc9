% error-line: 3
r = 2;
a = round(sqrt(abs(r) + 1);
disp(a)
