%% compat: octave
% sqp without constraints, with bounds, equalities and inequalities.
function r = shown(x), r = sprintf('%.4f ', x + 0); end
[x, o] = sqp(0, @(x) (x - 0.3)^2); printf('%s| %s\n', shown(x), shown(o));
[x, o] = sqp([0; 0], @(x) sum((x - [0.3; -2]).^2)); printf('%s| %s\n', shown(x), shown(o));
[x, o] = sqp([1; 1], {@(x) sum((x - [3; 4]).^2), @(x) 2 * (x - [3; 4])}, [], [], [0; 0], [2; 5]); printf('%s| %s\n', shown(x), shown(o));
[x, o] = sqp([1; 1], @(x) x(1)^2 + x(2)^2, @(x) x(1) + x(2) - 2); printf('%s| %s\n', shown(x), shown(o));
[x, o, ~, ~, ~, l] = sqp([1; 1], @(x) x(1)^2 + x(2)^2, @(x) x(1) + x(2) - 2); printf('%s\n', shown(l));
[x, o] = sqp([2; 0], @(x) (x(1) - 1)^2 + x(2)^2, [], @(x) x(1)^2 - 2); printf('%s| %s\n', shown(x), shown(o));
