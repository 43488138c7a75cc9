%% compat: both
try
  error('first problem');
catch err
  fprintf('%s\n', err.message);
end
try
  error('pack:sub:name', 'value %d too big', 7);
catch err
  fprintf('%s | %s\n', err.identifier, err.message);
end
try
  x = 1;
catch
  disp('not here');
end
fprintf('%d\n', x);
try
  error('again');
catch
  disp('caught without a name');
end
