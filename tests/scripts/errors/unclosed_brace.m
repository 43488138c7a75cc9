% error-line: 2
c = {1, 'two', [3 4];
disp(c{1})
