%% compat: both
fprintf('%d %d\n', strcmp('a', 'a'), strcmp('a', 'b'));
fprintf('%d %d\n', strcmpi('ABC', 'abc'), strcmpi('a', 'b'));
fprintf('%d %d\n', strncmp('hello', 'help', 3), strncmp('hello', 'help', 4));
fprintf('%d\n', strncmpi('HELlo', 'help', 3));
fprintf('%d ', strcmp({'a', 'b', 'a'}, 'a')); fprintf('\n');
fprintf('%d ', strcmp({'a', 'b'}, {'a', 'c'})); fprintf('\n');
fprintf('%d\n', strcmp('a', 5));
fprintf('%d\n', isequal('abc', 'abc'));
fprintf('%d ', 'abc' == 'abd'); fprintf('\n');
fprintf('%d ', ismember('b', {'a', 'b'}), ismember('z', {'a', 'b'})); fprintf('\n');
