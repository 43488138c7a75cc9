function tf = isKey(d, k)
  % tf = isKey(d, keys): which keys there are.
  if isempty(d.KeyType)
    error('MATLAB:dictionary:UnconfiguredLookupNotSupported', 'Unable to perform a dictionary lookup when the key and value types are not set.');
  end
  tf = __dictionary_has__(d, k);
end
