%% compat: both
fprintf('%d ', [1 2 3] + [10; 20]); fprintf('\n');
fprintf('%d ', (1:3)' * ones(1, 2)); fprintf('\n');
m = magic(3);
fprintf('%g ', m - mean(m)); fprintf('\n');
fprintf('%g ', m ./ sum(m, 2)); fprintf('\n');
fprintf('%d ', [1; 2] == [1 2]); fprintf('\n');
fprintf('%d ', bsxfun(@times, [1 2], [3; 4])); fprintf('\n');
fprintf('%dx%dx%d\n', size(ones(2, 1, 3) + ones(1, 4)));
fprintf('%d ', max([1 5], [3; 4])); fprintf('\n');
