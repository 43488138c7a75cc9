function v = lookup(d, k, varargin)
  % v = lookup(d, keys), lookup(d, keys, 'FallbackValue', x): the values of keys.
  if isempty(varargin)
    v = d(k);
    return
  end
  found = __dictionary_has__(d, k);
  fallback = varargin{end};
  if isscalar(found)
    if found
      v = d(k);
    else
      v = fallback;
    end
    return
  end
  v = repmat(fallback, size(found));
  for p = find(found(:)).'
    v(p) = d(k(p));
  end
end
