%% compat: both
p = [1 -6 11 -6];
fprintf('%g ', polyval(p, [0 1 2 3 4])); fprintf('\n');
fprintf('%.4f ', sort(roots(p))); fprintf('\n');
fprintf('%g ', conv([1 2], [1 -3])); fprintf('\n');
[q, r] = deconv([1 5 6], [1 2]);
fprintf('%g ', q, r); fprintf('\n');
fprintf('%g ', polyder(p)); fprintf('\n');
fprintf('%g ', polyint([3 2 1])); fprintf('\n');
fprintf('%.4f ', poly([1 2 3])); fprintf('\n');
