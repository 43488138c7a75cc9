%% compat: both
1;
function v = modify(v)
  v(1) = -1;
end
function s = setname(s)
  s.name = 'inner';
end
x = 1:3;
y = modify(x);
fprintf('%d %d\n', x(1), y(1));
p.name = 'outer';
q = setname(p);
fprintf('%s %s\n', p.name, q.name);
x = modify(x);
fprintf('%d\n', x(1));
