%% compat: both
1;
function bump()
  global counter
  counter = counter + 1;
end
function r = ticket()
  persistent n
  if isempty(n)
    n = 100;
  end
  n = n + 1;
  r = n;
end
global counter
counter = 0;
bump();
bump();
fprintf('%d\n', counter);
fprintf('%d ', ticket(), ticket(), ticket()); fprintf('\n');
function show_local()
  counter = 55;
  fprintf('%d\n', counter);
end
show_local();
fprintf('%d\n', counter);
