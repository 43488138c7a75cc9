function [g, ids] = findgroups(t)
  % [g, ids] = findgroups(t): numbers of the groups of equal rows, and a table of them.
  [ids, ~, members] = __groups__(t, 1:t.size__(2));
  g = NaN(t.size__(1), 1);
  for k = 1:numel(members)
    g(members{k}) = k;
  end
end
