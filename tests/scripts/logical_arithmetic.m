%% compat: both
fprintf('%d ', true + true, true * 5, -true, true / 2 * 4); fprintf('\n');
fprintf('%s %s %s\n', class(true + true), class(true & 1), class(~5));
x = [true false true];
fprintf('%d ', sum(x), x * 2, x + 1); fprintf('\n');
fprintf('%d ', logical([2 0 -1])); fprintf('\n');
fprintf('%d ', not(true), and(1, 0), or(1, 0), xor(1, 1)); fprintf('\n');
y = 1:3;
y(x) = 0;
fprintf('%d ', y); fprintf('\n');
fprintf('%d ', ~[1 0 2]); fprintf('\n');
