function tf = iscategory(c, names)
  % tf = iscategory(c, names): which names are categories.
  tf = ismember(cellstr(names), c.categories);
end
