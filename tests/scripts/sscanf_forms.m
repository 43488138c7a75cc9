%% compat: both
a = sscanf('3 4 5', '%d');
fprintf('%d ', a); fprintf('%dx%d\n', size(a));
b = sscanf('1.5,2.5', '%f,%f');
fprintf('%g ', b); fprintf('\n');
c = sscanf('x=10', 'x=%d');
fprintf('%d\n', c);
d = sscanf('10 20 30 40', '%d', [2 2]);
fprintf('%d ', d); fprintf('\n');
e = sscanf('abc 5', '%s %d');
fprintf('%d ', e); fprintf('\n');
[v, n] = sscanf('7 8 q', '%d');
fprintf('%d %d\n', numel(v), n);
f = sscanf('12abc', '%d%s');
fprintf('%d ', f); fprintf('\n');
g = sscanf('3.5e2', '%g');
fprintf('%g\n', g);
h = sscanf('ff', '%x');
fprintf('%d\n', h);
