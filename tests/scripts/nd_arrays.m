%% compat: both
a = zeros(2, 3, 2);
a(:, :, 2) = ones(2, 3) * 5;
fprintf('%d ', size(a)); fprintf('%d\n', sum(a(:)));
a(1, 1, 3) = 7;
fprintf('%d ', size(a)); fprintf('\n');
fprintf('%d ', sum(a, 3)); fprintf('\n');
fprintf('%d ', max(a, [], 3)); fprintf('\n');
b = a(:, :, end);
fprintf('%d ', b); fprintf('\n');
a(:, :, 2) = [];
fprintf('%d ', size(a)); fprintf('\n');
c = ones(2, 3, 4);
fprintf('%d ', size(c(:, :)), size(c, 2), numel(c)); fprintf('\n');
fprintf('%d ', size(permute(c, [3 1 2]))); fprintf('\n');
