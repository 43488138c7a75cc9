function c = times(a, b)
  % a .* b: elements of combined categories.
  names = cell(0, 1);
  for x = reshape(a.categories, 1, [])
    for y = reshape(b.categories, 1, [])
      names{end + 1, 1} = [x{1}, ' ', y{1}];
    end
  end
  c = __categorical__((a.data__ - 1) * numel(b.categories) + b.data__, names, a.Ordinal && b.Ordinal, false);
end
