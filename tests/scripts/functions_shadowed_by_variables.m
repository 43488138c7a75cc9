%% compat: both
fprintf('%d\n', sum([1 2 3]));
sum = [7 8 9];
fprintf('%d\n', sum(2));
clear sum
fprintf('%d\n', sum([4 5]));
max = 5;
f = @(x) x + max;
clear max
fprintf('%d %d\n', f(1), max([1 9 3]));
