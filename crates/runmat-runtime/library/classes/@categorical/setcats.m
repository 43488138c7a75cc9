function c = setcats(c, names)
  % c = setcats(c, names): with just these categories.
  c = __with_categories__(c, reshape(cellstr(names), [], 1));
end
