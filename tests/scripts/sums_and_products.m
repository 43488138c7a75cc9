%% compat: both
m = [1 2; 3 4];
fprintf('%d ', sum(m)); fprintf('\n');
fprintf('%d ', sum(m, 2)); fprintf('\n');
fprintf('%d ', sum(m(:))); fprintf('\n');
fprintf('%d ', prod(m)); fprintf('\n');
fprintf('%d ', cumsum(1:5)); fprintf('\n');
fprintf('%d ', cumprod(1:5)); fprintf('\n');
fprintf('%d ', cumsum(m, 2)'); fprintf('\n');
fprintf('%g ', mean(m)); fprintf('\n');
fprintf('%d %d\n', sum([]), prod([]));
fprintf('%d\n', sum([true true false]));
fprintf('%s\n', class(sum(single([1 2]))));
