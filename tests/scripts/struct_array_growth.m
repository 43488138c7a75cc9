%% compat: both
s = struct();
s.a = 1;
s(3).a = 3;
fprintf('%d\n', numel(s));
fprintf('%d\n', isempty(s(2).a));
s(2).b = 'new';
fprintf('%d %d\n', isempty(s(1).b), isempty(s(3).b));
names = fieldnames(s);
fprintf('%s ', names{:}); fprintf('\n');
p(2).x.y = 5;
fprintf('%d %d\n', isempty(p(1).x), p(2).x.y);
p(1) = struct('x', 9);
fprintf('%d\n', p(1).x);
