%% compat: both
try
  try
    error('a:b', 'one');
  catch e1
    error('c:d', '%s then two', e1.message);
  end
catch e2
  fprintf('%s %s\n', e2.identifier, e2.message);
end
for k = 1:3
  try
    if k == 2, error('skip'); end
    fprintf('ok %d\n', k);
  catch
    fprintf('skipped %d\n', k);
    continue;
  end
end
