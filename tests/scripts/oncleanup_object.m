%% compat: both
1;
function work()
  c = onCleanup(@() disp('cleaned'));
  disp('working');
end
function failing()
  c = onCleanup(@() disp('cleaned too'));
  error('broken');
end
work();
disp('after');
try
  failing();
catch err
  disp(err.message);
end
