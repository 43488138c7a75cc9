%% compat: both
1;
function r = say(v, name)
  fprintf('[%s]', name);
  r = v;
end
x = say(false, 'a') && say(true, 'b');
fprintf(' %d\n', x);
x = say(true, 'a') || say(false, 'b');
fprintf(' %d\n', x);
x = say(true, 'a') && say(false, 'b') || say(true, 'c');
fprintf(' %d\n', x);
x = say(1, 'a') & say(0, 'b');
fprintf(' %d\n', x);
v = [];
if ~isempty(v) && v(1) > 0
  disp('no');
else
  disp('guarded');
end
