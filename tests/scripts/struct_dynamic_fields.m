%% compat: both
s = struct();
keys = {'red', 'green', 'blue'};
for k = 1:numel(keys)
  s.(keys{k}) = k * 10;
end
names = fieldnames(s);
for k = 1:numel(names)
  fprintf('%s=%d\n', names{k}, s.(names{k}));
end
s.(keys{2})(3) = 7;
fprintf('%d ', s.green); fprintf('\n');
fprintf('%d %d\n', isfield(s, 'red'), isfield(s, 'pink'));
s = rmfield(s, 'red');
fprintf('%d\n', numel(fieldnames(s)));
