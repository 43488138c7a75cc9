%% compat: both
fprintf('%s\n', regexprep('2024-05-17', '(\d+)-(\d+)-(\d+)', '$3.$2.$1'));
fprintf('%s\n', regexprep('aabbcc', '(.)\1', '<$1>'));
fprintf('%s\n', regexprep('hello world', '\<(\w)', '_$1'));
fprintf('%s\n', regexprep('a.b', '\.', '\\'));
fprintf('%s\n', regexprep('line', '^', '> '));
fprintf('%s\n', regexprep('abc', '(b)', '[$0]'));
fprintf('%s\n', regexprep('tab', 'a', '\t'));
