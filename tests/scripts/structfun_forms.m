%% compat: both
s = struct('a', 1, 'b', 2, 'c', 3);
v = structfun(@(x) x * 10, s);
fprintf('%d ', v); fprintf('%dx%d\n', size(v));
t = structfun(@(x) x + 1, s, 'UniformOutput', false);
fprintf('%d %d %d\n', t.a, t.b, t.c);
structfun(@(x) fprintf('<%d>', x), s);
fprintf('\n');
