%% compat: both
s.message = 'built by hand';
s.identifier = 'hand:made';
try
  error(s);
catch err
  fprintf('%s / %s\n', err.identifier, err.message);
end
try
  error('no format %d here');
catch err
  fprintf('%s\n', err.message);
end
try
  error('%s has %d', 'list', 4);
catch err
  fprintf('%s\n', err.message);
end
