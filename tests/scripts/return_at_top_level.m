%% compat: both
disp('before');
x = 1;
if x == 1
  return
end
disp('never printed');
