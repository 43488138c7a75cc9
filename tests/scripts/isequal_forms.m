%% compat: both
fprintf('%d ', isequal([1 2], [1 2]), isequal([1 2], [1; 2]), isequal(1, 1, 1), isequal(1, 1, 2)); fprintf('\n');
fprintf('%d ', isequal('a', 'a'), isequal('a', 97), isequal({1, 'x'}, {1, 'x'}), isequal({1}, {2})); fprintf('\n');
a.x = 1; a.y = 'q';
b.y = 'q'; b.x = 1;
fprintf('%d ', isequal(a, b), isequal(a, struct('x', 1))); fprintf('\n');
fprintf('%d ', isequal(NaN, NaN), isequal(int8(1), 1), isequal(true, 1), isequal([], zeros(0, 1))); fprintf('\n');
