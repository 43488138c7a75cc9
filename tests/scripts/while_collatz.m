%% compat: both
n = 27;
steps = 0;
peak = n;
while n ~= 1
  if mod(n, 2) == 0
    n = n / 2;
  else
    n = 3 * n + 1;
  end
  steps = steps + 1;
  peak = max(peak, n);
end
fprintf('%d %d\n', steps, peak);
