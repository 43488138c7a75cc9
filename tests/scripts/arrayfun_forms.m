%% compat: both
fprintf('%d ', arrayfun(@(x) x^2, 1:5)); fprintf('\n');
c = arrayfun(@(x) 1:x, 1:3, 'UniformOutput', false);
fprintf('%d ', cellfun(@numel, c)); fprintf('\n');
s = struct('v', {3, 4});
fprintf('%d ', arrayfun(@(e) e.v * 2, s)); fprintf('\n');
fprintf('%d ', arrayfun(@plus, [1 2 3], [10 20 30])); fprintf('\n');
[q, r] = arrayfun(@(x) deal(fix(x / 3), mod(x, 3)), [7 8 9]);
fprintf('%d:%d ', [q; r]); fprintf('\n');
m = arrayfun(@(x) x + 0.5, [1 2; 3 4]);
fprintf('%g ', m); fprintf('\n');
