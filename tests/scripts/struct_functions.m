%% compat: both
s = struct('a', 1, 'b', 'text');
t = setfield(s, 'c', 3);
fprintf('%d\n', getfield(t, 'c'));
c = struct2cell(s);
fprintf('%d %s\n', c{1}, c{2});
u = cell2struct({10; 20}, {'x'; 'y'}, 1);
fprintf('%d %d\n', u.x, u.y);
o = orderfields(struct('z', 1, 'a', 2));
f = fieldnames(o);
fprintf('%s ', f{:}); fprintf('\n');
fprintf('%d %d\n', isstruct(s), isstruct(5));
fprintf('%d ', isfield(s, {'a', 'q', 'b'})); fprintf('\n');
a = struct('n', {1, 2, 3});
fprintf('%dx%d\n', size(a));
b = struct('n', {{1, 2, 3}});
fprintf('%dx%d %d\n', size(b), numel(b.n));
