%% compat: both
show = @(k) fprintf('%s %s\n', class(k), mat2str(size(k)));
for k = [], end
show(k)
for k = 1:0, end
show(k)
k = 7;
for k = 5:-1:6, end
show(k)
for k = zeros(2, 0), end
show(k)
for k = {}, end
show(k)
for k = '', end
show(k)
for k = 1:3, end
show(k)
for k = 1:9, if k > 4, break, end, end
fprintf("%d\n", k);
s.n = 3;
for s.n = 1:0, end
fprintf("%d\n", isfield(s, "n"));
