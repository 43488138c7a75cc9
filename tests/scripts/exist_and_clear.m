%% compat: both
a = 1; b = 2; c = 3;
fprintf('%d %d\n', exist('a', 'var'), exist('zzz', 'var'));
clear a
fprintf('%d %d\n', exist('a', 'var'), exist('b', 'var'));
clear b c
fprintf('%d\n', exist('c', 'var'));
fprintf('%d\n', isvarname('good_name'), isvarname('1bad'), isvarname('has space'));
