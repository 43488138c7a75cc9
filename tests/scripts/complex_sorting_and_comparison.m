%% compat: both
v = [3+4i, 1, -2, 1i];
s = sort(v);
fprintf('(%g,%g) ', [real(s); imag(s)]); fprintf('\n');
[~, k] = max(v);
fprintf('%d\n', k);
fprintf('%d ', v == 1); fprintf('\n');
fprintf('%g ', abs(v)); fprintf('\n');
r = roots([1 2 5]);
fprintf('%g %g\n', sort(imag(r)));
