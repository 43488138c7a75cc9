%% compat: both
pick = {'odd', 'even'};
for k = 1:4
  fprintf('%s ', pick{1 + (mod(k, 2) == 0)});
end
fprintf('\n');
sgn = @(x) (x > 0) - (x < 0);
fprintf('%d ', sgn(5), sgn(-3), sgn(0)); fprintf('\n');
clamp = @(x, lo, hi) max(lo, min(hi, x));
fprintf('%d ', clamp(15, 0, 10), clamp(-5, 0, 10), clamp(5, 0, 10)); fprintf('\n');
