%% compat: both
fprintf('%d\n', 'A' + 1);
fprintf('%s\n', char('A' + 2));
fprintf('%s\n', ['a':'e']);
fprintf('%d ', 'abc' - 'a'); fprintf('\n');
fprintf('%s\n', char([72 101 108 108 111]));
fprintf('%d\n', double('z'));
t = 'hello';
fprintf('%s\n', char(t - 32));
fprintf('%d\n', sum('abc'));
rot = @(s) char(mod(s - 'a' + 13, 26) + 'a');
fprintf('%s %s\n', rot('hello'), rot(rot('hello')));
