function c = reordercats(c, order)
  % c = reordercats(c), reordercats(c, names), reordercats(c, places): categories in alphabetical or another order.
  names = c.categories;
  if nargin < 2
    new = sort(names);
  elseif isnumeric(order)
    new = names(order);
  else
    new = cellstr(order);
  end
  if ~isequal(sort(reshape(new, [], 1)), sort(names))
    error('MATLAB:categorical:reordercats:InvalidNames', 'The new order must be a permutation of the categories.');
  end
  c = __with_categories__(c, new);
end
