%% compat: octave
x = reshape (1:6, 2, 3);
[m, k] = max (x, [], 2)
[s, i] = sort ([3 NaN 1 2], 'descend')
[u, i, j] = unique ([3 1 1 2])
[tf, loc] = ismember ([1 5 2], [2 1 2])
accumarray ([1 1; 2 2; 1 1], [1; 2; 3])
diff ([1 2; 3 4], 2)
repmat ([1 2], [], 2)
[q, w] = deal (var ([1 2; 3 4], 0, [1 2]), median ([4 1 3 2]))
cat (3, [], [1 2])
rot90 (magic (3))
