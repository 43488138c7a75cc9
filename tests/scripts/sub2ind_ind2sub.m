%% compat: both
k = sub2ind([3 4], 2, 3);
fprintf('%d\n', k);
[r, c] = ind2sub([3 4], 8);
fprintf('%d %d\n', r, c);
[r, c] = ind2sub([3 4], [1 12]);
fprintf('%d ', r, c); fprintf('\n');
fprintf('%d ', sub2ind([2 2 2], [1 2], [1 2], [1 2])); fprintf('\n');
m = zeros(3);
m(sub2ind([3 3], 1:3, 1:3)) = 5;
fprintf('%d ', m); fprintf('\n');
