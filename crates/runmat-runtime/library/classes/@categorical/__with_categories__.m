function c = __with_categories__(c, names)
  % __with_categories__(c, names): the same elements under these categories; those of others become undefined.
  [found, place] = ismember(c.categories, names);
  place(~found) = NaN;
  full = ~isnan(c.data__);
  c.data__(full) = place(c.data__(full));
  c.categories = reshape(names, [], 1);
end
