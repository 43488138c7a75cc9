function y = binopdf(k, n, p)
  % y = binopdf(k, n, p): the chance of k successes in n trials.
  %   binopdf(2, 5, 0.5)
  zero = zeros(size(k + n + p));
  k = k + zero;
  n = n + zero;
  p = p + zero;
  y = zero;
  ok = k >= 0 & k <= n & k == fix(k) & p >= 0 & p <= 1;
  inner = ok & p > 0 & p < 1;
  [a, b, c] = deal(k(inner), n(inner), p(inner));
  y(inner) = exp(gammaln(b + 1) - gammaln(a + 1) - gammaln(b - a + 1) + a .* log(c) + (b - a) .* log1p(-c));
  y(ok & (p == 0 & k == 0 | p == 1 & k == n)) = 1;
  y(~(p >= 0 & p <= 1 & n >= 0 & n == fix(n)) | isnan(k)) = NaN;
end
