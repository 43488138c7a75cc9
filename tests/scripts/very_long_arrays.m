%% compat: both
n = 2200000;
v = (1:n)';
k = mod(v, 3) == 0;
fprintf('%d %d\n', size(v' * v));
fprintf('%d ', v(end:-1:end-2), sum(v(k)), numel(v(k)));
fprintf('\n');
x = v;
x(k) = 0;
x([1 2]) = [];
fprintf('%d %d %d\n', x(1), x(2), numel(x));
y = [v; v];
z = y';
fprintf('%d %d %d %d\n', size(z), z(n + 1), -z(end));
A = reshape(v, 1100, 2000);
B = A(:, end:-1:1);
A(:, 1:2:end) = [];
fprintf('%d %d %d\n', B(1), size(A));
[s, i] = sort(mod(v * 7919, 1000003), 'descend');
fprintf('%d %d %d\n', s(1), i(1), issorted(flipud(s)));
try
  v(n + 1);
catch
  fprintf('past the end\n');
end
r = cellfun(@(t) numel(t), {v, x});
fprintf('%d ', r);
fprintf('\n');
