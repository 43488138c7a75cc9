%% compat: both
fprintf('%g ', interp1([1 2 3], [10 20 30], [1.5 2.25])); fprintf('\n');
fprintf('%d\n', isnan(interp1([1 2 3], [10 20 30], 5)));
fprintf('%g ', interp1([1 2 3], [10 20 30], 2.4, 'nearest')); fprintf('\n');
fprintf('%g ', interp1([1 2], [0 10], 3, 'linear', 'extrap')); fprintf('\n');
fprintf('%g\n', trapz([0 1 2], [0 1 4]));
fprintf('%g ', cumtrapz([1 2 3])); fprintf('\n');
fprintf('%.6f\n', quad(@(x) x.^2, 0, 3));
fprintf('%.6f\n', fzero(@(x) x^2 - 2, [0 2]));
fprintf('%g ', diff([1 4 9 16])); fprintf('\n');
fprintf('%g ', diff([1 4 9 16], 2)); fprintf('\n');
