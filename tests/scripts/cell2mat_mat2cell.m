%% compat: both
m = cell2mat({1 2; 3 4});
fprintf('%d ', m'); fprintf('\n');
m = cell2mat({[1 2], 3; [4 5], 6});
fprintf('%dx%d\n', size(m));
c = mat2cell(magic(4), [1 3], [2 2]);
fprintf('%dx%d ', size(c), size(c{2, 1})); fprintf('\n');
t = cell2mat({'ab', 'cd'});
fprintf('%s\n', t);
d = num2cell([1 2; 3 4]);
fprintf('%dx%d\n', size(d));
