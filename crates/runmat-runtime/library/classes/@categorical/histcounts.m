function [n, names] = histcounts(c, wanted)
  % [n, names] = histcounts(c), histcounts(c, names): how many elements each category has, as a row.
  names = reshape(c.categories, 1, []);
  n = reshape(sum(reshape(c.data__, [], 1) == 1:numel(names), 1), 1, []);
  if nargin > 1
    [~, place] = ismember(reshape(cellstr(wanted), 1, []), names);
    n = n(place);
    names = names(place);
  end
end
