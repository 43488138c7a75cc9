% error-line: 3
x = 3;
fprintf('value: %d\n, x);
disp(x)
