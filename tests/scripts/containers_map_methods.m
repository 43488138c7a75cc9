%% compat: both
m = containers.Map();
m('one') = 1;
m('two') = 2;
m('three') = 3;
k = keys(m);
fprintf('%s ', k{:}); fprintf('\n');
v = values(m);
fprintf('%d ', v{:}); fprintf('\n');
fprintf('%d %d %d\n', isKey(m, 'two'), isKey(m, 'zwei'), m.Count);
remove(m, 'two');
fprintf('%d\n', m.isKey('two'));
w = values(m, {'one', 'three'});
fprintf('%d ', w{:}); fprintf('\n');
m('one') = m('one') + 10;
fprintf('%d\n', m('one'));
fprintf('%s %s\n', m.KeyType, m.ValueType);
