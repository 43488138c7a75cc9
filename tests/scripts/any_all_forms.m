%% compat: both
fprintf('%d %d\n', any([0 0 1]), all([1 1 0]));
fprintf('%d ', any([0 1; 0 0])); fprintf('\n');
fprintf('%d ', all([1 1; 0 1])); fprintf('\n');
fprintf('%d ', any([0 1; 0 0], 2)); fprintf('\n');
fprintf('%d %d\n', any([]), all([]));
fprintf('%d\n', all(all(ones(3))));
fprintf('%d %d\n', xor(true, false), xor(true, true));
fprintf('%d\n', any('abc' == 'b'));
