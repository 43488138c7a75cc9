%% compat: both
fprintf('%d\n', 0.1 + 0.2 == 0.3);
fprintf('%d\n', abs(0.1 + 0.2 - 0.3) < eps);
fprintf('%g %g\n', realmax, realmin);
fprintf('%.16g\n', eps);
fprintf('%d\n', 2^53 == 2^53 + 1);
fprintf('%.17g\n', 0.1);
fprintf('%g %g\n', 1e308 * 10, -1e308 * 10);
fprintf('%d\n', flintmax == 2^53);
fprintf('%g\n', 1 / -0);
fprintf('%.4f\n', mod(0.5, 0.1) - 0.1 < eps);
