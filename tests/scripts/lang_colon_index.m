%% compat: both
m = magic(3);
fprintf('%d ', m(:)); fprintf('\n');
fprintf('%d ', m(:, 2)); fprintf('\n');
fprintf('%d ', m(2, :)); fprintf('\n');
m(:) = 1:9;
fprintf('%d ', m'); fprintf('\n');
m(:, 1) = 0;
fprintf('%d ', m'); fprintf('\n');
fprintf('%dx%d\n', size(m(:, :)));
n = reshape(1:8, 2, 2, 2);
fprintf('%dx%d\n', size(n(:, :)));
fprintf('%d ', n(2, :)); fprintf('\n');
