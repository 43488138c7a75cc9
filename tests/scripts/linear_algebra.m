%% compat: both
a = [4 -2; 1 1];
fprintf('%g ', det(a), trace(a), rank(a)); fprintf('\n');
fprintf('%.4f ', inv(a)); fprintf('\n');
e = sort(eig(a));
fprintf('%.4f ', e); fprintf('\n');
fprintf('%.4f ', norm([3 4]), norm([1 2; 3 4], 1), norm([1 2; 3 4], 'fro'), norm([1 2 3], Inf)); fprintf('\n');
fprintf('%g ', cross([1 0 0], [0 1 0]), dot([1 2 3], [4 5 6])); fprintf('\n');
[q, r] = qr([1 2; 3 4]);
fprintf('%.4f ', abs(q * r)); fprintf('\n');
[l, u, p] = lu([1 2; 3 4]);
fprintf('%.4f ', abs(l * u - p * [1 2; 3 4])); fprintf('\n');
c = chol([4 2; 2 3]);
fprintf('%.4f ', c); fprintf('\n');
s = svd([3 0; 0 4]);
fprintf('%g ', s); fprintf('\n');
fprintf('%d ', rank(magic(4)), rank(eye(3))); fprintf('\n');
