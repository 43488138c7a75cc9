% error-line: 3
c = {1, 2, 3};
d = c{2}};
disp(d)
