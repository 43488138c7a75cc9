%% compat: both
% Thousands of evaluated texts, in functions with local functions of their own: none disturbs the others.
1;
function r = twice(x)
  r = 2 * x;
end
function r = through_eval(k)
  r = eval(sprintf('twice(%d) + 0', k));
end
f = eval('@(x) twice(x) + 1');
total = 0;
for k = 1:5000
  total = total + through_eval(k) - eval(sprintf('twice(%d)', k));
  eval(sprintf('v%d = @() twice(k);', mod(k, 7)));
end
fprintf('%d %d %d %d\n', total, f(4), v3(), v0());
g = cell(1, 3000);
for k = 1:3000
  g{k} = eval(sprintf('@(x) twice(x) + %d', k));
end
fprintf('%d ', f(1), g{1}(1), g{1500}(1), g{3000}(1), v3()); fprintf('\n');
