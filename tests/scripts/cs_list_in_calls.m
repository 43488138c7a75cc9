%% compat: both
args = {2, 3};
fprintf('%d\n', numel(zeros(args{:})));
c = {1, 'two', [3 4]};
fprintf('%d %s %d %d\n', c{:});
v = [c{[1 3]}];
fprintf('%d ', v); fprintf('\n');
s = struct('p', {5, 6, 7});
fprintf('%d\n', max([s.p]));
d = {c{:}, 'more'};
fprintf('%d\n', numel(d));
e = {};
f = [1, e{:}, 2];
fprintf('%d\n', numel(f));
fprintf('%d\n', plus(args{:}));
