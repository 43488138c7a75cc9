%% compat: both
% What lies halfway between two centres belongs to the lower one.
fprintf('%d ', hist([1 2 2 3], [1 3])); fprintf('\n');
[n, x] = hist([1 2 2 3 5 7 7], 3);
fprintf('%d ', n, x); fprintf('\n');
