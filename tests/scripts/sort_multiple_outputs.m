%% compat: both
[s, i] = sort([3 1 2]);
fprintf('%d ', s); fprintf('| '); fprintf('%d ', i); fprintf('\n');
[s, i] = sort([3 1 2], 'descend');
fprintf('%d ', s); fprintf('| '); fprintf('%d ', i); fprintf('\n');
[s, i] = sort([2 1 2 1]);
fprintf('%d ', s); fprintf('| '); fprintf('%d ', i); fprintf('\n');
m = sort([3 1; 2 5]);
fprintf('%d ', m'); fprintf('\n');
m = sort([3 1; 5 2], 2);
fprintf('%d ', m'); fprintf('\n');
s = sort([NaN 2 1]);
fprintf('%g ', s); fprintf('\n');
s = sort([NaN 2 1], 'descend');
fprintf('%g ', s); fprintf('\n');
c = sort({'pear', 'Apple', 'fig'});
fprintf('%s ', c{:}); fprintf('\n');
fprintf('%s\n', sort('hello'));
