%% compat: both
c = cell(2, 3);
fprintf('%dx%d %d\n', size(c), isempty(c{1}));
c{2, 2} = 'mid';
c(1, :) = {1, 2, 3};
fprintf('%d ', c{1, :}); fprintf('\n');
d = c(:, 2);
fprintf('%s %s\n', class(d), d{2});
e = [c(1, 1), {'x', 'y'}];
fprintf('%d\n', numel(e));
fprintf('%d %d\n', iscell(c), iscellstr({'a', 'b'}));
n = num2cell([5 6]);
fprintf('%d %d\n', n{:});
z = vertcat({1}, {2; 3});
fprintf('%dx%d\n', size(z));
