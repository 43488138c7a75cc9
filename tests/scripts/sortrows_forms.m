%% compat: both
m = [3 1; 1 2; 3 0; 1 1];
r = sortrows(m);
fprintf('%d,%d ', r'); fprintf('\n');
r = sortrows(m, 2);
fprintf('%d,%d ', r'); fprintf('\n');
r = sortrows(m, -1);
fprintf('%d,%d ', r'); fprintf('\n');
r = sortrows(m, [1 -2]);
fprintf('%d,%d ', r'); fprintf('\n');
[r, i] = sortrows(m);
fprintf('%d ', i); fprintf('\n');
