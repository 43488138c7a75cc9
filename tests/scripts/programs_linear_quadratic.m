%% compat: octave
[x, f] = glpk ([10; 6; 4], [1 1 1; 10 4 5; 2 2 6], [100; 600; 300], [0; 0; 0], [], 'UUU', 'CCC', -1);
printf ('%.4f ', x, f); printf ('\n');
[x, f] = glpk ([10; 6; 4], [1 1 1; 10 4 5; 2 2 6], [100; 600; 300], [0; 0; 0], [], 'UUU', 'III', -1);
printf ('%.4f ', x, f); printf ('\n');
[x, obj, info] = qp ([0; 0], [2 0; 0 2], [-2; -5], [], [], [0; 0], [], [-Inf; -Inf], [1 2; -1 2], [6; 2]);
printf ('%.4f ', x, obj); printf ('%d\n', info.info);
[x, obj] = sqp ([3; 1], @(x) (x(1) - 1)^2 + (x(2) - 2)^2, @(x) x(1) + x(2) - 2);
printf ('%.4f ', x, obj); printf ('\n');
