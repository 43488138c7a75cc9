%% compat: both
a = [10 20 30 40 50];
idx = [1 3 5];
fprintf('%d\n', a(idx(end)));
fprintf('%d\n', a(end - idx(end - 1) + 1));
c = {1:3, 4:9};
fprintf('%d\n', c{end}(end));
s.v = [7 8 9];
s.w = {s.v, [1 2]};
fprintf('%d\n', s.w{1}(s.w{end}(end)));
m = reshape(1:12, 3, 4);
fprintf('%d ', m(end, :)); fprintf('\n');
fprintf('%d ', m(:, end)'); fprintf('\n');
fprintf('%d\n', m(end));
fprintf('%d\n', m(min(end, 10), end - 1));
