%% compat: matlab
% Options of sorting, sets and reductions.
show = @(varargin) disp(strjoin(cellfun(@(v) mat2str(v), varargin, 'UniformOutput', false), ' | '));
show(sortrows([NaN 1; 2 3; 1 5], 'MissingPlacement', 'first'), sortrows([NaN 1; 2 3], 1, 'descend', 'MissingPlacement', 'last'))
show(sortrows([-3 1; 1 2; 2 0], 'ComparisonMethod', 'abs'), sortrows([-3 1; 1 2], 1, 'descend', 'ComparisonMethod', 'abs'))
show(sortrows([1+2i; -3; 2], 'ComparisonMethod', 'real'), sortrows([1+2i; -3; 2]))
[s, k] = sortrows([3 1; 1 2; 1 1], [1 2], {'ascend', 'descend'});
show(s, k, sortrows([3 1; 1 2; 1 1], [1 2], ["ascend" "descend"]), sortrows([3 1; 1 2; 1 1], [1 -2]))
disp(sortrows(["b" "x"; "a" "y"], 'descend'))
disp(sort(["b" missing "a"], 'descend'))
disp(sort(["b" missing "a"], 'descend', 'MissingPlacement', 'last'))
show(sort([3 NaN -5], 'descend', 'MissingPlacement', 'last'), sort([3 NaN -5], 'ComparisonMethod', 'abs'))
[tf, k] = ismember([1 2 2], [2 1 2], 'legacy');
show(tf, k)
[tf, k] = ismember([1 2; 3 4], [3 4; 1 2; 3 4], 'rows', 'legacy');
show(tf, k)
[tf, k] = ismember(["a" "q"], {'q', 'a'});
show(tf, k, ismember({'a', 'c'}, ["a" "b"]), ismember('b', ["a" "b"]))
disp(union("b", {'a', 'b'}))
disp(intersect({'a', 'b'}, "b"))
[m, k] = max(cat(3, [1 2; 3 4], [9 0; 0 0]), [], [1 3], 'linear');
show(m, k)
[m, k] = min([4 2; 1 3], [], [1 2], 'linear');
show(m, k)
show(cummax([1 NaN 3 2]), cummax([1 NaN 3], 'includenan'), cummin([3 1 NaN 2], 'reverse', 'includenan'))
show(median(int8([1 2]), 'double'), class(median(int8([1 2]), 'double')), class(median(int8([1 2]))), class(median(single([1 2]), 'default')))
show(round(2.5, 0, 'TieBreaker', 'even'), round([0.5 -0.5 1.5], TieBreaker="tozero"), round([0.5 -0.5 1.5 2.5], TieBreaker="odd"))
show(round([-2.5 2.5], TieBreaker="plusinf"), round([-2.5 2.5], TieBreaker="minusinf"), round(0.125, 2, TieBreaker="even"))
show(cov([1 2; NaN 4; 5 6], 'omitrows'), cov([1 2; NaN 4; 5 6], 'partialrows'), cov([1 2; NaN 4; 5 6], 1, 'omitrows'))
[u, s, v] = svd([3 0; 0 4], 'vector');
show(s, svd([3 0; 0 4; 0 0], 'matrix'), svd([3 0; 0 4; 0 0], 'econ', 'matrix'))
[gx, gy] = gradient([1 2; 3 5]);
show(gx, gy)
show(bitshift(-1, 1, 'int8'), bitshift(255, 1, 'uint8'), bitcmp(5, 'uint8'), hex2dec('0xFF'), hex2dec({'0X1', 'F'}), bin2dec("0b101"))
show(size(double.empty), size(string.empty(0, 3)), class(int8.empty), class(struct.empty), class(cell.empty(2, 0)))
try
  double.empty(2, 3)
catch e
  disp(e.message)
end
show(blkdiag(), blkdiag(true, 2), size(regexp('abc', 'z')), size(regexp('abc', 'z', 'match')), size(regexp("abc", "z", 'match')))
disp(ismissing(regexp("abc", "z", 'match', 'once')))
show(regexprep('aaa', 'a', 'b', 2), regexprep('ABC abc Abc', 'abc', 'xyz', 'preservecase'), regexp('x', '\o{170}'))
disp(regexp('abc', 'b', 'match', 'forceCellOutput'))
[x, ok] = str2num('[1 2*pi]', 'Evaluation', 'restricted');
show(x, ok)
[x, ok] = str2num('rand(2)', 'Evaluation', 'restricted');
show(x, ok)
[p, n, e] = fileparts(["a/b.c", "d"]);
disp([p; n; e])
[p, n, e] = fileparts({'a/b.c'; '/x/y'});
disp([p n e])
[q, calls] = quad(@(x) x, 0, 2);
show(q, calls > 0)
s = orderfields(struct('b', 1, 'a', 2), ["a" "b"]);
disp(strjoin(fieldnames(s)', ' '))
show(class(roots(single([1 -3 2]))), class(nchoosek(single(5), 2)), class(blkdiag(single(1), 2)), class(blkdiag(int8(1), 2)))
show(round(fzero(@(x, a) x - a, 0, [], 3), 6), round(fminbnd(@(x, a) (x - a)^2, 0, 5, [], 2), 4), round(quad(@(x, a) a * x, 0, 1, [], [], 3), 6))
try
  interp1([1 1], [1 2], 1);
catch e
  disp(e.message)
end
try
  cell2mat({1, 'a'});
catch e
  disp(e.message)
end
[v, d] = version;
disp(ischar(v) && ischar(d))
w = whos('s');
disp(strjoin(fieldnames(w)', ' '))
sol = ode45(@(t, y) [y(2); -y(1)], [0 2], [0 1], odeset('RelTol', 1e-6));
[y, yp] = deval(sol, [0.5 1.5]);
show(round(y - [sin([0.5 1.5]); cos([0.5 1.5])], 3), round(yp(1, :) - cos([0.5 1.5]), 2), size(deval(sol, 1, 2)))
try
  deval(sol, 3);
catch e
  disp(e.message)
end
try
  rng(1, 'philox');
catch e
  disp(e.message)
end
