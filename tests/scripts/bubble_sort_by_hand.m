%% compat: both
v = [5 2 9 1 7];
n = numel(v);
swaps = 0;
for i = 1:n - 1
  for j = 1:n - i
    if v(j) > v(j + 1)
      t = v(j);
      v(j) = v(j + 1);
      v(j + 1) = t;
      swaps = swaps + 1;
    end
  end
end
fprintf('%d ', v); fprintf('(%d)\n', swaps);
