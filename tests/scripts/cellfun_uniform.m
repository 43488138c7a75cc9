%% compat: both
c = {'a', 'bcd', ''};
fprintf('%d ', cellfun(@numel, c)); fprintf('\n');
fprintf('%d ', cellfun(@isempty, c)); fprintf('\n');
fprintf('%d ', cellfun('length', c)); fprintf('\n');
fprintf('%d ', cellfun(@(x) numel(x) * 2, c)); fprintf('\n');
fprintf('%d ', cellfun(@(a, b) a + b, {1, 2}, {10, 20})); fprintf('\n');
[mx, ix] = cellfun(@max, {[1 9 3], [7 2]});
fprintf('%d:%d ', [mx; ix]); fprintf('\n');
r = cellfun(@(x) x > 1, {0, 1, 2});
fprintf('%s\n', class(r));
m = cellfun(@numel, {1, 2; 3, [1 2 3]});
fprintf('%dx%d\n', size(m));
