%% compat: octave
% What stays a diagonal or a permutation matrix.
printf('%s\n', typeinfo(eye(3)(:, [1 3 2])), typeinfo(eye(3)(1:2, :)), typeinfo(eye(3)(2, :)), ...
  typeinfo(inv(2 * eye(3))), typeinfo(eye(3) * ones(3)), typeinfo(diag([1 2 3])([1 3], [1 3])));
D = diag([2 0]);
disp(D \ [4 6; 5 7])
P = eye(3)([3 1 2], :);
disp(P * [1 NaN; 2 Inf; 3 4])
disp(typeinfo(P * P'))
