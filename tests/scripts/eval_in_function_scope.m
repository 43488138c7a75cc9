%% compat: both
1;
function r = compute(expr, x)
  eval(['r = ' expr ';']);
end
fprintf('%d\n', compute('x^2 + 1', 3));
fprintf('%d\n', compute('sum(1:x)', 4));
v = eval('3 * 4');
fprintf('%d\n', v);
