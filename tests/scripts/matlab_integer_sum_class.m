%% compat: matlab
fprintf('%s\n', class(sum(int8([100 100]))));
fprintf('%d\n', sum(int8([100 100])));
fprintf('%s\n', class(mean(int8([1 2]))));
fprintf('%s\n', class(sum(single([1 2]))));
