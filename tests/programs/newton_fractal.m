%% compat: both
% Counts how many points of a grid Newton's method takes to each cube root of
% one, draws the basins as letters and collects iteration statistics.
1;

function [root, steps] = newton(z, roots_of_f, limit)
  root = 0;
  for steps = 1:limit
    if abs(z) < 1e-12
      return;
    end
    z = z - (z * z * z - 1) / (3 * z * z);
    [d, k] = min(abs(z - roots_of_f));
    if d < 1e-8
      root = k;
      return;
    end
  end
end

function [basin, iters] = sweep(n, span, roots_of_f)
  x = linspace(-span, span, n);
  basin = zeros(n);
  iters = zeros(n);
  for r = 1:n
    for c = 1:n
      [basin(r, c), iters(r, c)] = newton(x(c) - 1i * x(r), roots_of_f, 60);
    end
  end
end

function draw(basin)
  letters = '.ABC';
  for r = 1:size(basin, 1)
    fprintf('  %s\n', letters(basin(r, :) + 1));
  end
end

r = [1, -0.5 + sqrt(3) / 2 * 1i, -0.5 - sqrt(3) / 2 * 1i];
n = 25;
[basin, iters] = sweep(n, 1.5, r);
draw(basin);

for k = 1:3
  here = basin == k;
  fprintf('root %d (%+.3f%+.3fi): %d points, mean steps %.2f, most %d\n', ...
          k, real(r(k)), imag(r(k)), sum(here(:)), mean(iters(here)), max(iters(here)));
end
fprintf('lost points: %d\n', sum(basin(:) == 0));
fprintf('symmetric about the real axis: %d\n', ...
        isequal(basin == 2, flipud(basin == 3)));

hist = zeros(1, 12);
for k = 1:numel(iters)
  b = min(iters(k), 12);
  hist(b) = hist(b) + 1;
end
for k = 1:12
  if hist(k) > 0
    fprintf('%2d %s %d\n', k, repmat('*', 1, ceil(hist(k) / 10)), hist(k));
  end
end

% the real line alone
starts = [-2 -1 -0.1 0.1 0.5 1 3];
for s = starts
  [k, m] = newton(s, r, 60);
  fprintf('start %5.2f -> root %d in %d steps\n', s, k, m);
end
