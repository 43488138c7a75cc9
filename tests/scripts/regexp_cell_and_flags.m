%% compat: both
c = regexp({'a1', 'b22'}, '\d+', 'match');
fprintf('%s %s\n', c{1}{1}, c{2}{1});
t = regexp('ab12', '([a-z]+)(\d+)', 'tokens', 'once');
fprintf('%s %s\n', t{:});
[m, s] = regexp('one1two2', '\d', 'match', 'split');
fprintf('%s ', m{:}, s{1:2}); fprintf('%d\n', numel(s));
k = regexp('abcabc', 'c', 'once');
fprintf('%d\n', k);
n = regexp('AbC', '[a-z]', 'match', 'ignorecase');
fprintf('%s', n{:}); fprintf('\n');
e = regexp('aabb', '(a+)(b+)', 'tokenExtents');
fprintf('%d ', e{1}'); fprintf('\n');
