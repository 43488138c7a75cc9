%% compat: both
for x = 0:0.25:1
  fprintf('%.2f ', x);
end
fprintf('\n');
for x = 5:-2:-5
  fprintf('%d ', x);
end
fprintf('\n');
c = 0;
for x = 0:0.1:1
  c = c + 1;
end
fprintf('%d\n', c);
fprintf('%d\n', numel(3:1));
fprintf('%d\n', numel(1:0.5:3));
for x = uint8(250):uint8(255)
  fprintf('%d ', x);
end
fprintf('%s\n', class(x));
