function c = removecats(c, old)
  % c = removecats(c): without categories that no element has; removecats(c, names): without these.
  names = c.categories;
  if nargin < 2
    used = false(size(names));
    used(c.data__(~isnan(c.data__))) = true;
    names = names(used);
  else
    names = names(~ismember(names, cellstr(old)));
  end
  c = __with_categories__(c, names);
end
