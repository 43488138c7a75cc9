%% compat: both
x = [5 -3 8 0 -1];
fprintf('%d ', x(x > 0)); fprintf('\n');
x(x < 0) = 100;
fprintf('%d ', x); fprintf('\n');
m = [1 2; 3 4];
fprintf('%d ', m(m >= 2)); fprintf('\n');
fprintf('%d ', m(logical([1 0]), :)); fprintf('\n');
k = false(1, 5);
fprintf('%d\n', numel(x(k)));
t = 'hello world';
t(t == 'o') = '0';
fprintf('%s\n', t);
