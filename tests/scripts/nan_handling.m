%% compat: both
x = [1 NaN 3];
fprintf('%d ', isnan(x)); fprintf('\n');
fprintf('%d %d\n', NaN == NaN, NaN ~= NaN);
fprintf('%g ', sum(x), max(x), min(x), mean(x(~isnan(x)))); fprintf('\n');
fprintf('%g ', 0 / 0, Inf - Inf, Inf * 0, 1 / 0, -1 / 0); fprintf('\n');
fprintf('%d ', isinf([Inf -Inf 1]), isfinite([1 NaN Inf])); fprintf('\n');
fprintf('%g ', sort([3 NaN 1])); fprintf('\n');
fprintf('%d\n', any(isnan(x)));
x(isnan(x)) = 0;
fprintf('%g ', x); fprintf('\n');
fprintf('%d %d\n', NaN > 1, NaN < 1);
