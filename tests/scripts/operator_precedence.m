%% compat: both
fprintf('%g ', -2^2, 2^-1, 2^3^2, -2^-2); fprintf('\n');
fprintf('%g ', 1 + 2 * 3 - 4 / 2, (1 + 2) * 3); fprintf('\n');
fprintf('%d ', 1:3 + 2); fprintf('\n');
fprintf('%d ', (1:3) + 2); fprintf('\n');
fprintf('%d ', ~1 == 0, ~(1 == 0)); fprintf('\n');
fprintf('%d ', 1 | 0 & 0, (1 | 0) & 0); fprintf('\n');
fprintf('%d ', 3 > 2 == 1, 2 + 3 > 4); fprintf('\n');
a = [1 2; 3 4];
fprintf('%g ', -a'); fprintf('\n');
fprintf('%g ', 2 * a'); fprintf('\n');
fprintf('%g ', 2 ^ 2', [1 2]' .^ 2); fprintf('\n');
fprintf('%g ', 12 / 4 / 3, 12 / (4 / 3), 2 \ 8); fprintf('\n');
