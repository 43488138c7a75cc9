function n = numCategories(c)
  % n = numCategories(c): how many categories there are.
  n = numel(c.categories);
end
