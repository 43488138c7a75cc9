%% compat: both
% Marks of a class: averages, ranking, ties, histogram, correlation, a
% moving average and a simple linear fit.
1;

function print_row(label, values, fmt)
  fprintf('%-10s', label);
  fprintf([' ' fmt], values);
  fprintf('\n');
end

function r = ranks(v)
  r = zeros(size(v));
  for k = 1:numel(v)
    r(k) = 1 + sum(v > v(k));
  end
end

function m = moving_average(v, w)
  n = numel(v) - w + 1;
  m = zeros(1, n);
  for k = 1:n
    m(k) = mean(v(k:k + w - 1));
  end
end

function [slope, offset, r2] = fit_line(x, y)
  n = numel(x);
  slope = (n * sum(x .* y) - sum(x) * sum(y)) / (n * sum(x .^ 2) - sum(x)^2);
  offset = mean(y) - slope * mean(x);
  resid = y - (slope * x + offset);
  r2 = 1 - sum(resid .^ 2) / sum((y - mean(y)) .^ 2);
end

function g = letter(x)
  if x >= 90
    g = 'A';
  elseif x >= 80
    g = 'B';
  elseif x >= 70
    g = 'C';
  else
    g = 'D';
  end
end

names = {'Ada', 'Bo', 'Cleo', 'Dan', 'Eve', 'Finn'};
tests = {'algebra', 'physics', 'history'};
marks = [93 88 71
         65 72 90
         84 84 84
         77 95 60
         99 91 88
         65 58 75];

weights = [0.5 0.3 0.2];
final = marks * weights';
place = ranks(final);

fprintf('%-10s', 'name');
fprintf(' %8s', tests{:});
fprintf(' %8s %5s %s\n', 'final', 'rank', 'grade');
[~, order] = sort(final, 'descend');
for k = order'
  fprintf('%-10s', names{k});
  fprintf(' %8d', marks(k, :));
  fprintf(' %8.2f %5d %s\n', final(k), place(k), letter(final(k)));
end
print_row('mean', mean(marks), '%8.2f');
print_row('median', median(marks), '%8.2f');
print_row('std', std(marks), '%8.3f');
print_row('best', max(marks), '%8d');
[~, who] = max(marks);
print_row('by', who, '%8d');
fprintf('winners: %s\n', strjoin(names(who), ', '));

grades = arrayfun(@letter, final');
for g = 'ABCD'
  fprintf('%s %s\n', g, repmat('#', 1, sum(grades == g)));
end

c = corrcoef(marks(:, 1), marks(:, 2));
fprintf('correlation algebra/physics %.4f\n', c(1, 2));
fprintf('ties in algebra: %d\n', numel(marks(:, 1)) - numel(unique(marks(:, 1))));

daily = [3 5 4 8 9 7 12 11 13 15];
fprintf('moving average: %s\n', sprintf('%.2f ', moving_average(daily, 3)));
[s, o, r2] = fit_line(1:numel(daily), daily);
fprintf('trend %.4f per day from %.4f, r2 %.4f\n', s, o, r2);
p = polyfit(1:numel(daily), daily, 1);
fprintf('polyfit agrees: %d\n', max(abs(p - [s o])) < 1e-10);
z = (daily - mean(daily)) / std(daily);
fprintf('outliers beyond one deviation: %s\n', mat2str(daily(abs(z) > 1)));
table = [names; num2cell(final')];
fprintf('%s=%.1f;', table{:});
fprintf('\n');
