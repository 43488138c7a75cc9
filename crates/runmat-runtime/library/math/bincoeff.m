function b = bincoeff(n, k)
  % b = bincoeff(n, k): binomial coefficients of any numbers n.
  if nargin ~= 2
    print_usage();
  end
  [bad, n, k] = common_size(n, k);
  if bad
    error('bincoeff: N and K must have consistent dimensions');
  end
  b = zeros(size(n));
  b(isnan(n) | isnan(k)) = NaN;
  whole = k == fix(k);
  b(k == 0) = 1;
  plain = k > 0 & ~(n < 0 & n == fix(n));
  b(plain) = exp(gammaln(n(plain) + 1) - gammaln(k(plain) + 1) - gammaln(n(plain) - k(plain) + 1));
  beyond = plain & n - k < 0 & n == fix(n) & whole;
  b(beyond) = 0;
  fraction = plain & n < k & n ~= fix(n) & whole;
  for p = find(fraction(:)).'
    b(p) = prod((n(p) - (0:k(p) - 1)) ./ (1:k(p)));
  end
  below = k > 0 & n < 0 & n == fix(n) & whole;
  b(below) = (-1) .^ k(below) .* exp(gammaln(k(below) - n(below)) - gammaln(-n(below)) - gammaln(k(below) + 1));
  exact = n == fix(n) & whole;
  b(exact) = round(b(exact));
  b(isnan(n) | isnan(k)) = NaN;
end
