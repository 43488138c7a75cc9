%% compat: both
m = [1 2 3; 4 5 6];
fprintf('%d ', fliplr(m)); fprintf('\n');
fprintf('%d ', flipud(m)); fprintf('\n');
fprintf('%d ', rot90(m)); fprintf('\n');
fprintf('%d ', circshift(1:5, 2)); fprintf('\n');
fprintf('%d ', circshift(m, 1, 2)); fprintf('\n');
fprintf('%d ', tril(magic(3))); fprintf('\n');
fprintf('%d ', triu(magic(3), 1)); fprintf('\n');
fprintf('%d ', diag([1 2; 3 4])); fprintf('\n');
fprintf('%d ', diag([5 6])); fprintf('\n');
fprintf('%d ', kron([1 2], [1 1])); fprintf('\n');
fprintf('%d ', repmat([1 2], 2, 2)); fprintf('\n');
fprintf('%d ', flip([1 2 3])); fprintf('\n');
