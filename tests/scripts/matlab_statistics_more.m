%% compat: matlab
show = @(x) disp(mat2str(double(x), 5));
show(maxk([3 1 4 1 5], 2))
show(mink([3 NaN 2], 2))
show(topkrows([3 1; 1 2; 3 0], 2))
show(discretize([1 2.5 5 9], [1 2 3 5]))
show(histcounts([1 2 2 3 5]))
[n, edges] = histcounts([1 2 2 3], 3);
show(n), show(edges)
show(fillmissing([NaN 1 NaN 3 NaN], 'linear'))
show(fillmissing([1 NaN NaN 4], 'previous'))
show(ismissing(["a" missing]))
show(rmmissing([1 NaN; 2 3]))
show(isoutlier([1 2 3 100 2 1]))
show(filloutliers([1 2 3 100 2 1], 'linear'))
show(islocalmax([1 3 2 2 5 1]))
show(movmean([1 NaN 3 4], 3, 'omitnan'))
show(movsum([1 2 3], 5))
show(splitapply(@mean, [1 2 3 4]', [1 1 2 2]'))
[g, id] = findgroups({'b', 'a', 'b'});
show(g), disp(strjoin(id))
show(mode([1 2; 2 3], 'all'))
f = griddedInterpolant([1 2 3], [4 5 9]);
show(f([2.5 4]))
show(interp1([1 2 3], [4 5 6], [0 1.5], "linear", "extrap"))
show(sum(pagemtimes(ones(2, 2, 2), ones(2)), 3))
