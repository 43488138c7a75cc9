% error-line: 3
names = {'a', 'b'};
m = [1 2 3;
n = 5;
disp(n)
