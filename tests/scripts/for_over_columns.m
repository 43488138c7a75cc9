%% compat: both
m = [1 2 3; 4 5 6];
for col = m
  fprintf('%d/%d ', col(1), col(2));
end
fprintf('\n');
for c = {1, 'two', 3}
  fprintf('%s ', class(c{1}));
end
fprintf('\n');
for ch = 'abc'
  fprintf('[%s]', ch);
end
fprintf('\n');
for x = []
  disp('never');
end
for x = (1:3)'
  fprintf('%dx%d\n', size(x));
end
for k = 10:-3:1, fprintf('%d ', k); end
fprintf('\n');
