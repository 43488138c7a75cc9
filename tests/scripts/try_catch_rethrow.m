%% compat: both
1;
function inner()
  error('my:inner', 'from inside');
end
function middle()
  try
    inner();
  catch err
    fprintf('middle saw %s\n', err.identifier);
    rethrow(err);
  end
end
try
  middle();
catch err
  fprintf('top saw %s: %s\n', err.identifier, err.message);
end
