%% compat: both
fprintf('[%s]\n', strjust('a  ', 'right'));
fprintf('[%s]\n', strjust('  a', 'left'));
fprintf('[%10s]\n', 'right');
fprintf('[%-10s]\n', 'left');
fprintf('[%s]\n', [repmat('0', 1, 5 - length('42')) '42']);
n = [1 22 333];
for k = 1:numel(n)
  fprintf('%5d|%-5d|\n', n(k), n(k));
end
