%% compat: both
k = 2;
f = @(x) x * k;
k = 100;
fprintf('%d\n', f(5));
adders = cell(1, 3);
for n = 1:3
  adders{n} = @(x) x + n;
end
fprintf('%d ', adders{1}(10), adders{2}(10), adders{3}(10)); fprintf('\n');
compose = @(p, q) @(x) p(q(x));
h = compose(@(x) x + 1, @(x) x * 2);
fprintf('%d\n', h(10));
