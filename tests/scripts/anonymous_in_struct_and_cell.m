%% compat: both
ops.add = @(a, b) a + b;
ops.mul = @(a, b) a * b;
fprintf('%d %d\n', ops.add(2, 3), ops.mul(2, 3));
list = {@min, @max, @(v) sum(v)};
data = [4 9 2];
for k = 1:numel(list)
  fprintf('%d ', list{k}(data));
end
fprintf('\n');
names = fieldnames(ops);
for k = 1:numel(names)
  fprintf('%s=%d\n', names{k}, ops.(names{k})(4, 5));
end
