function c = mergecats(c, old, new)
  % c = mergecats(c, names), mergecats(c, names, name): several categories made one.
  old = cellstr(old);
  names = c.categories;
  [found, place] = ismember(old, names);
  place = place(found);
  if isempty(place)
    return
  end
  if nargin < 3
    new = old{1};
  end
  kept = min(place);
  if c.Ordinal == false
    kept = place(1);
  end
  c.data__(ismember(c.data__, place)) = kept;
  names{kept} = char(new);
  keep = true(size(names));
  keep(setdiff(place, kept)) = false;
  c.categories = names;
  numbers = cumsum(keep);
  full = ~isnan(c.data__);
  c.data__(full) = numbers(c.data__(full));
  c.categories = names(keep);
end
