%% compat: both
s = struct('name', {'bob', 'ann', 'cy'}, 'age', {30, 25, 41});
[~, k] = sort([s.age]);
s = s(k);
fprintf('%s ', s.name); fprintf('\n');
[~, k] = sort({s.name});
s = s(k);
fprintf('%s ', s.name); fprintf('\n');
m = [s.age] > 28;
fprintf('%s ', s(m).name); fprintf('\n');
total = 0;
for e = s
  total = total + e.age;
end
fprintf('%d\n', total);
