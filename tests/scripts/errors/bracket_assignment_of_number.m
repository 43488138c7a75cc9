% error-line: 3
x = [1 2];
[a, 3] = size(x);
disp(a)
