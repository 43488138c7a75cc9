%% compat: both
c = {1, {2, {3, 'deep'}}};
fprintf('%s\n', c{2}{2}{2});
c{2}{2}{1} = 33;
fprintf('%d\n', c{2}{2}{1});
c{3}.f(2).g = {7};
fprintf('%d\n', c{3}.f(2).g{1});
c{2}{3} = 'grown';
fprintf('%d\n', numel(c{2}));
x = c{2}{2};
x{1} = 0;
fprintf('%d %d\n', c{2}{2}{1}, x{1});
