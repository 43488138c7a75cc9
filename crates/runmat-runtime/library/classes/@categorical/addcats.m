function c = addcats(c, new, where, at)
  % c = addcats(c, names), addcats(c, names, 'Before', name), addcats(c, names, 'After', name): with more categories.
  new = reshape(cellstr(new), [], 1);
  old = c.categories;
  if any(ismember(new, old))
    new = new(~ismember(new, old));
  end
  place = numel(old);
  if nargin > 2
    place = find(strcmp(old, char(at)));
    if isempty(place)
      error('MATLAB:categorical:addcats:UnrecognizedCategory', 'Unrecognized category name: ''%s''.', char(at));
    end
    place = place - strcmpi(char(where), 'Before');
  elseif c.Ordinal
    error('MATLAB:categorical:addcats:OrdinalInsufficientInfo', 'For an ordinal categorical array, tell where the new categories go: ''Before'' or ''After'' one.');
  end
  c = __with_categories__(c, [old(1:place); new; old(place + 1:end)]);
end
