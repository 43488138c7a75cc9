%% compat: octave
1;
function r = wordcount(s)
  w = regexp(lower(s), '[a-z]+', 'match');
  m = containers.Map('KeyType','char','ValueType','double');
  for k=1:numel(w)
    if isKey(m, w{k}), m(w{k}) += 1; else m(w{k}) = 1; end
  end
  r = m;
end
m = wordcount('The quick brown fox jumps over the lazy dog. The dog barks; the fox runs.');
k = keys(m); v = cell2mat(values(m));
[~, i] = sort(v, 'descend');
for j=i(1:5), fprintf('%-6s %d\n', k{j}, m(k{j})); end
disp(m.Count); disp(m.isKey('fox')); m.remove('fox'); disp(m.keys());
