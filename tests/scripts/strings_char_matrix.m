%% compat: both
m = char('one', 'three', 'x');
fprintf('%dx%d\n', size(m));
fprintf('[%s]\n', m(1, :));
c = cellstr(m);
fprintf('[%s]', c{:}); fprintf('\n');
n = ['ab'; 'cd'];
fprintf('%s\n', n(:)');
fprintf('%s\n', n(2, :));
fprintf('%s|', n'); fprintf('\n');
fprintf('%d\n', size(strvcat('a', 'bcd'), 2));
