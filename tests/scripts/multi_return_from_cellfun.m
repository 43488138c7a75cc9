%% compat: both
[a, b] = cellfun(@size, {ones(2, 3), 'abcd', {}});
fprintf('%d ', a, b); fprintf('\n');
[s, k] = cellfun(@sort, {[3 1], [9 8 7]}, 'UniformOutput', false);
fprintf('%d ', s{2}, k{1}); fprintf('\n');
[m, i] = arrayfun(@(n) max([n 5]), [3 8]);
fprintf('%d ', m, i); fprintf('\n');
