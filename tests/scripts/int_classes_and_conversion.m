%% compat: both
fprintf('%d %d\n', intmax('int8'), intmin('int8'));
fprintf('%d %d\n', intmax('int64'), intmin('int64'));
x = int64(9007199254740993);
fprintf('%d\n', x);
fprintf('%d\n', x + int64(2));
fprintf('%s\n', class([int8(1) 2.7]));
fprintf('%d ', [int8(1) 2.7 300]); fprintf('\n');
fprintf('%s\n', class([single(1) 2]));
fprintf('%s\n', class([true 2]));
fprintf('%s\n', class(['a' 'b']));
fprintf('%s\n', class(true + true));
fprintf('%s\n', class(single(1) + 1));
fprintf('%d\n', double(int8(5)) / 2 == 2.5);
fprintf('%s\n', class(cast(5, 'uint16')));
fprintf('%d\n', isinteger(int8(5)), isinteger(5), isfloat(5));
