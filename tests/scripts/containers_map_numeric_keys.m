%% compat: both
m = containers.Map('KeyType', 'double', 'ValueType', 'any');
m(10) = 'ten';
m(-1) = [1 2 3];
m(2.5) = {4};
k = cell2mat(keys(m));
fprintf('%g ', k); fprintf('\n');
fprintf('%s\n', m(10));
fprintf('%d\n', numel(m(-1)));
p = containers.Map([1 2 3], {'a', 'b', 'c'});
fprintf('%s\n', p(2));
q = containers.Map({'x', 'y'}, [5 6]);
fprintf('%d\n', q('x') + q('y'));
fprintf('%d %d\n', length(q), q.isKey('z'));
