function c = __categorical__(codes, names, ordinal, protected)
  % __categorical__(codes, names, ordinal, protected): a categorical array of its parts.
  s = struct('data__', codes, 'categories', {reshape(names, [], 1)}, 'Ordinal', ordinal, 'Protected', protected);
  c = __object__('categorical', s);
end
