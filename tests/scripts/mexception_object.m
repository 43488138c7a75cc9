%% compat: matlab
ME = MException('top:level', 'Problem %d of %s', 3, 'x');
fprintf('%s\n', ME.identifier);
fprintf('%s\n', ME.message);
try
  throw(ME);
catch err
  fprintf('%s\n', class(err));
  fprintf('%d\n', strcmp(err.message, ME.message));
end
try
  error('id:x', 'text');
catch err
  fprintf('%d\n', isa(err, 'MException'));
end
