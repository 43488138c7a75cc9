%% compat: both
[tok, names] = regexp('key=value', '(\w+)=(\w+)', 'tokens', 'names');
fprintf('%s %s\n', tok{1}{1}, tok{1}{2});
n = regexp('2024-05-17', '(?<year>\d+)-(?<month>\d+)-(?<day>\d+)', 'names');
fprintf('%s/%s/%s\n', n.day, n.month, n.year);
[s, e] = regexp('hello world', 'o');
fprintf('%d:%d ', [s; e]); fprintf('\n');
m = regexp('a1b22c333', '\d+', 'match');
fprintf('%s ', m{:}); fprintf('\n');
o = regexp('a1b22', '\d+', 'match', 'once');
fprintf('%s\n', o);
