%% compat: both
fprintf('%d ', strfind('abcabcab', 'ab')); fprintf('\n');
fprintf('%d\n', isempty(strfind('abc', 'z')));
fprintf('%s\n', strrep('one two one', 'one', '1'));
c = strrep({'aa', 'ba'}, 'a', 'x');
fprintf('%s ', c{:}); fprintf('\n');
[t, r] = strtok('hello world again');
fprintf('[%s][%s]\n', t, r);
[t, r] = strtok('a,b,c', ',');
fprintf('[%s][%s]\n', t, r);
fprintf('%d\n', any(strfind('hay needle hay', 'needle')));
