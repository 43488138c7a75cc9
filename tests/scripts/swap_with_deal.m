%% compat: both
a = 1; b = 2;
[a, b] = deal(b, a);
fprintf('%d %d\n', a, b);
[x, y, z] = deal(7);
fprintf('%d %d %d\n', x, y, z);
v = [10 20 30];
v([1 3]) = v([3 1]);
fprintf('%d ', v); fprintf('\n');
c = cell(1, 2);
[c{:}] = deal('same');
fprintf('%s %s\n', c{:});
