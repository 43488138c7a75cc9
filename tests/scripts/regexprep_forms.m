%% compat: both
fprintf('%s\n', regexprep('hello world', 'o', '0'));
fprintf('%s\n', regexprep('john smith', '(\w+) (\w+)', '$2, $1'));
fprintf('%s\n', regexprep('aaa', 'a', 'b', 'once'));
fprintf('%s\n', regexprep('Hello', 'h', 'J', 'ignorecase'));
fprintf('%s\n', regexprep('  many   blanks ', '\s+', ' '));
fprintf('%s\n', regexprep('abc123', '[a-z]', ''));
c = regexprep({'ab', 'cb'}, 'b', 'X');
fprintf('%s ', c{:}); fprintf('\n');
fprintf('%s\n', regexprep('x.y.z', '\.', '-'));
