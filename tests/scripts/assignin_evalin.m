%% compat: both
1;
function setit()
  assignin('caller', 'planted', 42);
end
function r = peek()
  r = evalin('caller', 'secret');
end
secret = 7;
setit();
fprintf('%d\n', planted);
fprintf('%d\n', peek());
function outer()
  secret = 8;
  setit();
  fprintf('%d %d\n', peek(), planted);
end
outer();
fprintf('%d\n', planted);
