%% compat: both
[u, i, j] = unique([3 1 3 2]);
fprintf('%d ', u); fprintf('| '); fprintf('%d ', j); fprintf('\n');
fprintf('%d', isequal(u(j), [3 1 3 2])); fprintf('\n');
u = unique([5 5; 1 5]);
fprintf('%dx%d: ', size(u)); fprintf('%d ', u); fprintf('\n');
c = unique({'b', 'a', 'b'});
fprintf('%s ', c{:}); fprintf('\n');
r = unique([1 2; 3 4; 1 2], 'rows');
fprintf('%d,%d ', r'); fprintf('\n');
s = unique([3 1 2 1], 'stable');
fprintf('%d ', s); fprintf('\n');
