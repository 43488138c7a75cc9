function c = renamecats(c, old, new)
  % c = renamecats(c, names), renamecats(c, old, new): categories under other names.
  if nargin < 3
    new = old;
    old = c.categories;
  end
  old = cellstr(old);
  new = cellstr(new);
  if numel(old) ~= numel(new)
    error('MATLAB:categorical:renamecats:IncorrectNumNames', 'Number of new names must match the number of old ones.');
  end
  names = c.categories;
  [found, place] = ismember(old, names);
  if ~all(found)
    error('MATLAB:categorical:renamecats:UnrecognizedCategory', 'Unrecognized category name: ''%s''.', old{find(~found, 1)});
  end
  names(place) = new;
  if numel(unique(names)) < numel(names)
    error('MATLAB:categorical:renamecats:DuplicateNames', 'Category names must be unique.');
  end
  c.categories = names;
end
