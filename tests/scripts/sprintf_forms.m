%% compat: both
s = sprintf('%03d', 7);
fprintf('%s %d\n', s, length(s));
s = sprintf('%d,', [1 2 3]);
fprintf('%s\n', s(1:end-1));
s = sprintf('%s', 'abc', 'def');
fprintf('%s\n', s);
s = sprintf('%c', 72, 105);
fprintf('%s\n', s);
s = sprintf('%5s|%-5s|', 'ab', 'cd');
fprintf('%s\n', s);
s = sprintf('%.3g', pi * 1000);
fprintf('%s\n', s);
fprintf('%d\n', isempty(sprintf('')));
fprintf('%s\n', sprintf('%d%%', 50));
fprintf('%s\n', sprintf('%g', 0.1 + 0.2));
fprintf('%s\n', sprintf('%i', 10));
fprintf('%s\n', sprintf('%u', 10));
fprintf('%s\n', sprintf('%d', int64(9007199254740993)));
