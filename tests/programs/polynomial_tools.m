%% compat: both
% Polynomials as coefficient rows: arithmetic, printing, Horner, division,
% derivatives, root finding by deflation, Lagrange interpolation.
1;

function p = trim(p)
  k = find(p ~= 0, 1);
  if isempty(k)
    p = 0;
  else
    p = p(k:end);
  end
end

function r = add(p, q)
  n = max(numel(p), numel(q));
  r = trim([zeros(1, n - numel(p)) p] + [zeros(1, n - numel(q)) q]);
end

function r = mul(p, q)
  r = zeros(1, numel(p) + numel(q) - 1);
  for i = 1:numel(p)
    for j = 1:numel(q)
      r(i + j - 1) = r(i + j - 1) + p(i) * q(j);
    end
  end
  r = trim(r);
end

function [q, r] = divide(p, d)
  r = p;
  q = 0;
  while numel(r) >= numel(d) && any(r)
    c = zeros(1, numel(r) - numel(d) + 1);
    c(1) = r(1) / d(1);
    q = add(q, c);
    r = r - [d zeros(1, numel(r) - numel(d))] * c(1);
    r = r(2:end);
    if isempty(r)
      r = 0;
    end
  end
  r = trim(r);
end

function v = horner(p, x)
  v = zeros(size(x));
  for k = 1:numel(p)
    v = v .* x + p(k);
  end
end

function d = derive(p)
  n = numel(p) - 1;
  if n == 0
    d = 0;
  else
    d = p(1:n) .* (n:-1:1);
  end
end

function s = show(p)
  s = '';
  n = numel(p) - 1;
  for k = 0:n
    c = p(k + 1);
    e = n - k;
    if c == 0 && n > 0
      continue;
    end
    if isempty(s)
      if c < 0, s = '-'; end
    elseif c < 0
      s = [s ' - '];
    else
      s = [s ' + '];
    end
    a = abs(c);
    if a ~= 1 || e == 0
      s = [s sprintf('%g', a)];
    end
    if e == 1
      s = [s 'x'];
    elseif e > 1
      s = [s sprintf('x^%d', e)];
    end
  end
end

function r = real_roots(p, guess)
  r = [];
  while numel(p) > 1
    x = guess;
    d = derive(p);
    for k = 1:200
      slope = horner(d, x);
      if slope == 0
        x = x + 0.1;
        continue;
      end
      next = x - horner(p, x) / slope;
      if abs(next - x) < 1e-13
        x = next;
        break;
      end
      x = next;
    end
    r(end + 1) = x;
    p = divide(p, [1 -x]);
  end
  r = sort(r);
end

function p = lagrange(x, y)
  p = 0;
  for i = 1:numel(x)
    t = 1;
    for j = [1:i - 1, i + 1:numel(x)]
      t = mul(t, [1 -x(j)] / (x(i) - x(j)));
    end
    p = add(p, y(i) * t);
  end
end

p = [1 -6 11 -6];
q = [2 0 -1];
fprintf('p = %s\n', show(p));
fprintf('q = %s\n', show(q));
fprintf('p + q = %s\n', show(add(p, q)));
fprintf('p - p = %s\n', show(add(p, -p)));
fprintf('p * q = %s\n', show(mul(p, q)));
fprintf('same as conv: %d\n', isequal(mul(p, q), conv(p, q)));
[a, b] = divide(mul(p, q), q);
fprintf('p * q / q = %s, rest %s\n', show(a), show(b));
[a, b] = divide([1 0 0 0 1], [1 1]);
fprintf('(x^4 + 1) / (x + 1) = %s, rest %s\n', show(a), show(b));
fprintf('p'' = %s, p'''' = %s\n', show(derive(p)), show(derive(derive(p))));
fprintf('p at 0..4: %s\n', mat2str(horner(p, 0:4)));
fprintf('roots of p: %s\n', sprintf('%.6f ', real_roots(p, 0)));
w = poly([-3 0.5 2 4]);
fprintf('roots of w: %s\n', sprintf('%.6f ', real_roots(w, -10)));
l = lagrange([0 1 2 3], [1 2 5 10]);
fprintf('through the points: %s\n', show(round(l * 1e9) / 1e9));
fprintf('-x^2 + 1: %s\n', show([-1 0 1]));
t = {1, [1 0]};
for k = 3:7
  t{k} = add(mul([2 0], t{k - 1}), -t{k - 2});
end
for k = 1:7
  fprintf('T%d = %s\n', k - 1, show(t{k}));
end
