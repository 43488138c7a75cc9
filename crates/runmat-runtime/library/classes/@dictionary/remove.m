function d = remove(d, k)
  % d = remove(d, keys): d without entries.
  d = __dictionary_remove__(d, k);
end
