%% compat: both
c = cellfun(@(x) [x '!'], {'a', 'b'}, 'UniformOutput', false);
fprintf('%s ', c{:}); fprintf('\n');
u = cellfun(@upper, {'x', 'yz'}, 'UniformOutput', false);
fprintf('%s ', u{:}); fprintf('\n');
[a, b] = cellfun(@(x) deal(x, x * 2), {1, 2}, 'UniformOutput', false);
fprintf('%d %d\n', a{2}, b{2});
e = cellfun(@(x) x, {}, 'UniformOutput', false);
fprintf('%d %s\n', isempty(e), class(e));
