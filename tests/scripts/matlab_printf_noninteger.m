%% compat: matlab
fprintf('%d\n', 1.5);
fprintf('%d\n', pi);
fprintf('%i|%d\n', 2, 0.5);
fprintf('%s\n', 'abc');
fprintf('%d\n', 3e10);
fprintf('%d ', 'ab'); fprintf('\n');
