%% compat: both
a = reshape(1:6, 2, 3);
fprintf('%d ', a); fprintf('\n');
b = reshape(a, [], 2);
fprintf('%dx%d\n', size(b));
c = permute(reshape(1:6, 1, 2, 3), [3 2 1]);
fprintf('%dx%d: ', size(c)); fprintf('%d ', c); fprintf('\n');
d = cat(3, [1 2], [3 4]);
fprintf('%d ', size(d), d(1, 2, 2)); fprintf('\n');
fprintf('%d ', squeeze(d(1, 1, :))); fprintf('\n');
e = [a; 7 8 9];
fprintf('%dx%d\n', size(e));
f = horzcat(a, [0; 0]);
fprintf('%dx%d\n', size(f));
fprintf('%d ', ndims(d), numel(d), size(d, 3), size(d, 4)); fprintf('\n');
[r, k] = size(ones(2, 3, 4));
fprintf('%d %d\n', r, k);
