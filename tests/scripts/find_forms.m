%% compat: both
fprintf('%d ', find([0 1 0 1])); fprintf('\n');
fprintf('%d ', find([0 1 0 1 1], 2)); fprintf('\n');
fprintf('%d ', find([0 1 0 1 1], 1, 'last')); fprintf('\n');
[r, c] = find([0 1; 1 0]);
fprintf('%d,%d ', [r c]'); fprintf('\n');
[r, c, v] = find([0 7; 8 0]);
fprintf('%d ', v); fprintf('\n');
fprintf('%d\n', isempty(find([0 0])));
fprintf('%d ', find([3 5 7] > 4)); fprintf('\n');
