%% compat: both
[d, n, e] = fileparts('/home/user/data.txt');
fprintf('%s %s %s\n', d, n, e);
[d, n, e] = fileparts('noext');
fprintf('%d %s %d\n', isempty(d), n, isempty(e));
fprintf('%s\n', fullfile('a', 'b', 'c.m'));
[~, n, e] = fileparts('archive.tar.gz');
fprintf('%s %s\n', n, e);
