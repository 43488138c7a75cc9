%% compat: both
fprintf('%d %d\n', 1:4);
fprintf('%d %d\n', 1:3); fprintf('\n');
fprintf('%s=%d\n', 'a', 1, 'b', 2);
fprintf('[%d]', [1 2; 3 4]); fprintf('\n');
fprintf('%d: %s\n', 1, 'x', 2);
fprintf('\n');
fprintf('plain\n', []);
fprintf('%5.2f|%-6d|%+d|%05d\n', 3.14159, 42, 7, 42);
fprintf('%e %g %G\n', 12345.678, 1e-10, 1e20);
fprintf('%x %o %X %c\n', 255, 8, 255, 'z');
fprintf('%s\n', 'text', 'more');
fprintf('%d,', []); fprintf('\n');
fprintf('%*d|%-*d|\n', 5, 1, 5, 2);
