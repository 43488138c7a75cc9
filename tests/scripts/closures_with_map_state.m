%% compat: both
1;
function f = make_counter()
  m = containers.Map();
  m('n') = 0;
  f = @() tick(m);
end
function r = tick(m)
  m('n') = m('n') + 1;
  r = m('n');
end
a = make_counter();
b = make_counter();
fprintf('%d %d %d\n', a(), a(), b());
fprintf('%d\n', a());
