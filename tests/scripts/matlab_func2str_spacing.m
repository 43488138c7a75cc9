%% compat: matlab
fprintf('%s\n', func2str(@(x) x.^2 + 1));
fprintf('%s\n', func2str(@sin));
fprintf('%s\n', func2str(@(x, y) x + y * 2));
fprintf('%s\n', func2str(@(x) [x, 1; 2 x]));
fprintf('%s\n', func2str(@() disp('a b')));
fprintf('%s\n', func2str(@(x) x' * 2));
