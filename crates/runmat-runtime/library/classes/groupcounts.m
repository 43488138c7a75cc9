function [n, ids] = groupcounts(x)
  % [n, ids] = groupcounts(x): how often each element occurs, and the elements.
  [ids, ~, j] = unique(x(:));
  n = accumarray(j(:), 1);
end
