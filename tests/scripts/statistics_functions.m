%% compat: both
x = [2 4 4 4 5 5 7 9];
fprintf('%g %g %g\n', mean(x), median(x), mode(x));
fprintf('%.4f %.4f\n', std(x), std(x, 1));
fprintf('%.4f %.4f\n', var(x), var(x, 1));
m = [1 2; 3 4; 5 9];
fprintf('%g ', mean(m), mean(m, 2), median(m)); fprintf('\n');
c = cov(m(:, 1), m(:, 1));
fprintf('%g\n', c(1, 1));
r = corrcoef(m(:, 1), m(:, 2));
fprintf('%.4f\n', r(1, 2));
