%% compat: both
t = regexp('x=1, y=22', '(\w)=(\d+)', 'tokens');
for k = 1:numel(t)
  fprintf('%s -> %s\n', t{k}{1}, t{k}{2});
end
p = regexp('a,b;c', '[,;]', 'split');
fprintf('%s ', p{:}); fprintf('\n');
[tok, mat] = regexp('foo12bar', '([a-z]+)(\d+)', 'tokens', 'match');
fprintf('%s %s %s\n', tok{1}{1}, tok{1}{2}, mat{1});
r = regexp('abc', 'x', 'match', 'once');
fprintf('%d %s\n', isempty(r), class(r));
s = regexp('abcabc', 'b', 'start');
fprintf('%d ', s); fprintf('\n');
