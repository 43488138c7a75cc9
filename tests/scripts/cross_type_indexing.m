%% compat: both
c = {10, 20, 30};
k = uint8(2);
fprintf('%d\n', c{k});
v = [5 6 7];
fprintf('%d\n', v(int32(3)), v(true), v(single(2)));
v(uint8(1)) = 50;
fprintf('%d ', v); fprintf('\n');
s = 'abc';
fprintf('%s\n', s([true false true]));
m = magic(4);
fprintf('%d ', m(2:3, [1 end])); fprintf('\n');
fprintf('%d ', m(logical(eye(4)))'); fprintf('\n');
