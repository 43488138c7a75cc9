%% compat: both
k = 0;
while true
  k = k + 1;
  if mod(k, 2) == 0
    continue;
  end
  if k > 9
    break;
  end
  fprintf('%d ', k);
end
fprintf('\nended at %d\n', k);
for i = 1:3
  for j = 1:3
    if j == 2, break; end
    fprintf('(%d,%d)', i, j);
  end
end
fprintf('\n');
