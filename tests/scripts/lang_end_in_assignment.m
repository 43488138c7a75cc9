%% compat: both
x = 1:3;
x(end + 1) = 4;
x(end) = x(end) * 10;
fprintf('%d ', x); fprintf('\n');
c = {};
c{end + 1} = 'a';
c{end + 1} = 'b';
fprintf('%s ', c{:}); fprintf('\n');
s = struct('k', {});
s(end + 1).k = 5;
s(end + 1).k = 6;
fprintf('%d %d\n', numel(s), s(end).k);
m = zeros(2, 2);
m(end + 1, :) = [7 8];
fprintf('%d ', m'); fprintf('\n');
