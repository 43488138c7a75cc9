%% compat: both
a = [1 2; 3 4];
b = [5 6; 7 8];
fprintf('%g ', a * b); fprintf('\n');
fprintf('%g ', a .* b); fprintf('\n');
fprintf('%g ', a ./ b * 35); fprintf('\n');
fprintf('%g ', a .^ 2); fprintf('\n');
fprintf('%g ', a ^ 2); fprintf('\n');
fprintf('%g ', 2 .^ a); fprintf('\n');
fprintf('%g ', a + 10); fprintf('\n');
fprintf('%g ', [1 2] * [3; 4], size([1; 2] * [3 4])); fprintf('\n');
fprintf('%.4f ', a \ [5; 6]); fprintf('\n');
fprintf('%.4f ', [5 6] / a); fprintf('\n');
