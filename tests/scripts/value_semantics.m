%% compat: both
a = [1 2 3];
b = a;
b(1) = 99;
fprintf('%d %d\n', a(1), b(1));
s.x = 1;
t = s;
t.x = 2;
fprintf('%d %d\n', s.x, t.x);
c = {1, 2};
d = c;
d{1} = 'changed';
fprintf('%d\n', c{1});
