%% compat: both
n = 0;
for k = []
  n = n + 1;
end
fprintf('%d\n', n);
for k = 5:1
  n = n + 1;
end
fprintf('%d\n', n);
for c = {}
  n = n + 1;
end
fprintf('%d\n', n);
while []
  n = n + 1;
end
fprintf('%d\n', n);
fprintf('%d\n', numel(1:0), numel(''), numel({}));
s = struct('a', {});
for k = 1:numel(s)
  disp(s(k).a);
end
disp('done');
