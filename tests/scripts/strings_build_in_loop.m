%% compat: both
s = '';
for k = 1:5
  s = [s, sprintf('%d', k)];
  if k < 5, s = [s ',']; end
end
fprintf('%s\n', s);
words = {};
for k = 1:3
  words{end + 1} = repmat('x', 1, k);
end
fprintf('%s\n', strjoin(words, '/'));
r = '';
for ch = 'hello'
  r = [ch r];
end
fprintf('%s\n', r);
