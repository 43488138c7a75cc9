%% compat: both
x = (0:5)';
y = 2 * x + 1;
A = [x ones(6, 1)];
c = A \ y;
fprintf('%.4f ', c); fprintf('\n');
p = polyfit(x, y, 1);
fprintf('%.4f ', p); fprintf('\n');
r = pinv(A) * y;
fprintf('%.4f ', r); fprintf('\n');
fprintf('%.4f\n', norm(A * c - y) < 1e-10);
