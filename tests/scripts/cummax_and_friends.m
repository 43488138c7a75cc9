%% compat: both
fprintf('%d ', cummax([1 3 2 5 4])); fprintf('\n');
fprintf('%d ', cummin([5 3 4 1 2])); fprintf('\n');
fprintf('%d ', nnz([1 0 2 0])); fprintf('\n');
fprintf('%d ', cumsum([1 2; 3 4])); fprintf('\n');
fprintf('%d ', cumprod([1 2; 3 4], 2)); fprintf('\n');
fprintf('%d ', floor(hypot(3, 4))); fprintf('\n');
fprintf('%d ', fix(log2(1024))); fprintf('\n');
[f, e] = log2(8);
fprintf('%g %g\n', f, e);
fprintf('%g ', nextpow2(100)); fprintf('\n');
