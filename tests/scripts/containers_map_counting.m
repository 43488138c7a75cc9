%% compat: both
words = strsplit('the cat and the dog and the bird', ' ');
m = containers.Map('KeyType', 'char', 'ValueType', 'double');
for k = 1:numel(words)
  w = words{k};
  if isKey(m, w)
    m(w) = m(w) + 1;
  else
    m(w) = 1;
  end
end
names = keys(m);
for k = 1:numel(names)
  fprintf('%s: %d\n', names{k}, m(names{k}));
end
