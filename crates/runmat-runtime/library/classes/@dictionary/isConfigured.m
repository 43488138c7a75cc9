function tf = isConfigured(d)
  % tf = isConfigured(d): whether the classes of keys and values are set.
  tf = ~isempty(d.KeyType);
end
