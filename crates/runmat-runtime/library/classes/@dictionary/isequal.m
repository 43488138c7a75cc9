function tf = isequal(a, varargin)
  % isequal(a, b, ...): whether all have the same entries.
  tf = true;
  for k = 1:numel(varargin)
    b = varargin{k};
    tf = tf && isa(b, 'dictionary') && isa(a, 'dictionary') && strcmp(a.KeyType, b.KeyType) && numEntries(a) == numEntries(b);
    if tf && numEntries(a) > 0
      all_keys = keys(a);
      tf = all(isKey(b, all_keys)) && isequal(values(a), values(b, all_keys));
    end
  end
end
