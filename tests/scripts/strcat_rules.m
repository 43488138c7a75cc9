%% compat: both
fprintf('[%s]\n', strcat('a ', 'b ', 'c'));
c = strcat({'a '}, 'b');
fprintf('[%s]\n', c{1});
c = strcat({'x', 'y'}, '1');
fprintf('[%s]', c{:}); fprintf('\n');
c = strcat({'x', 'y'}, {'1', '2'});
fprintf('[%s]', c{:}); fprintf('\n');
fprintf('[%s]\n', ['a ' 'b ' 'c']);
fprintf('[%s]\n', strcat('one', 'two'));
fprintf('[%s]\n', [strcat('a', ' '), 'b']);
