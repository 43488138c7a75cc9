%% compat: both
for k = 1:4
end
fprintf('%d\n', k);
for k = 1:4
  if k == 2, break; end
end
fprintf('%d\n', k);
for k = 1:3
  k = k * 10;
  fprintf('%d ', k);
end
fprintf('\n');
n = 3;
for k = 1:n
  n = 10;
end
fprintf('%d %d\n', k, n);
