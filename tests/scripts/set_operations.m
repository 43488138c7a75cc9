%% compat: both
fprintf('%d ', union([3 1], [2 1])); fprintf('\n');
fprintf('%d ', intersect([1 2 3], [2 3 4])); fprintf('\n');
fprintf('%d ', setdiff([1 2 3 4], [2 4])); fprintf('\n');
fprintf('%d ', setxor([1 2 3], [3 4])); fprintf('\n');
[tf, loc] = ismember([1 5 2], [2 1 0]);
fprintf('%d ', tf); fprintf('| '); fprintf('%d ', loc); fprintf('\n');
c = intersect({'a', 'b'}, {'b', 'c'});
fprintf('%s\n', c{1});
[c, ia, ib] = intersect([10 20 30], [30 10]);
fprintf('%d ', c, ia, ib); fprintf('\n');
fprintf('%d\n', ismember('b', 'abc'));
