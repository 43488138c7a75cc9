function [ids, counts, members] = __groups__(t, columns, all_rows)
  % [ids, counts, members] = __groups__(t, columns): the groups of rows equal in variables: a table of what they are
  % equal in, how many rows each has, and which.
  missed = any(ismissing(__select__(t, ':', columns)), 2);
  if nargin > 2 && all_rows
    missed(:) = false;
  end
  places = find(~missed);
  codes = __row_codes__(__select__(t, places, columns), 1:numel(columns));
  [~, first, group] = unique(codes, 'rows');
  ids = __select__(t, places(first), columns);
  ids.rows = cell(0, 1);
  n = numel(first);
  members = cell(n, 1);
  for k = 1:n
    members{k} = places(group == k);
  end
  counts = cellfun(@numel, members);
end
