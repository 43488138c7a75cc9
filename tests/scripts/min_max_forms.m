%% compat: both
[m, i] = max([4 9 2 9]);
fprintf('%d %d\n', m, i);
fprintf('%d ', max([1 5; 7 2])); fprintf('\n');
fprintf('%d ', max([1 5; 7 2], [], 2)); fprintf('\n');
fprintf('%d ', max([1 5 3], 4)); fprintf('\n');
fprintf('%g ', max([NaN 2 1])); fprintf('\n');
fprintf('%g ', min([NaN NaN])); fprintf('\n');
[m, i] = min([3 1; 0 4]);
fprintf('%d ', m, i); fprintf('\n');
fprintf('%d\n', isempty(max([])));
fprintf('%d\n', max(int8([5 -3])));
fprintf('%d\n', max(max(magic(4))));
