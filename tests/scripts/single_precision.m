%% compat: both
x = single(0.1);
fprintf('%.10f\n', x);
fprintf('%s\n', class(x + 1), class(x * int8(2)), class([x 1]));
fprintf('%d\n', x == 0.1);
fprintf('%g\n', eps('single') * 2^23);
fprintf('%g\n', double(single(16777217)));
fprintf('%g\n', single(1e39));
fprintf('%.4f\n', sum(single([0.1 0.2 0.3])));
fprintf('%d %d\n', isa(x, 'single'), isa(x, 'float'));
