function r = groupcounts(t, groups)
  % r = groupcounts(t, variables): the number and the share of the rows of each group.
  [ids, counts] = __groups__(t, __column_index__(t, groups), true);
  r = __add__(ids, {counts, 100 * counts / sum(counts)}, {'GroupCount', 'Percent'}, ids.size__(2));
end
