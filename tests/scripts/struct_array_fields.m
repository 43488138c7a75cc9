%% compat: both
s = struct('name', {'ann', 'bob', 'cy'}, 'age', {30, 25, 41});
fprintf('%s ', s.name); fprintf('\n');
ages = [s.age];
fprintf('%d\n', sum(ages));
[~, k] = max(ages);
fprintf('%s\n', s(k).name);
[s.age] = deal(0);
fprintf('%d ', s.age); fprintf('\n');
vals = {5, 6, 7};
[s.age] = vals{:};
fprintf('%d ', s.age); fprintf('\n');
names = {s.name};
fprintf('%s\n', names{end});
older = s([s.age] > 5);
fprintf('%d\n', numel(older));
