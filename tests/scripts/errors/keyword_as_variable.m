% error-line: 3
x = 1;
end = 5;
disp(x)
