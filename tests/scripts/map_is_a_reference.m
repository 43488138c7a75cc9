%% compat: both
1;
function add(m, k, v)
  m(k) = v;
end
m = containers.Map();
add(m, 'a', 1);
add(m, 'b', 2);
fprintf('%d\n', m.Count);
n = m;
n('c') = 3;
fprintf('%d %d\n', m.Count, m.isKey('c'));
