function n = numEntries(d)
  % n = numEntries(d): how many entries there are.
  n = numel(__dictionary_keys__(d));
end
