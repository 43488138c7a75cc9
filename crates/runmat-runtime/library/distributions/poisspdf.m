function y = poisspdf(k, lambda)
  % y = poisspdf(k, lambda): the chance of k events where lambda are expected.
  %   poisspdf(2, 3)
  zero = zeros(size(k + lambda));
  k = k + zero;
  lambda = lambda + zero;
  y = zero;
  ok = k >= 0 & k == fix(k) & lambda > 0;
  y(ok) = exp(k(ok) .* log(lambda(ok)) - lambda(ok) - gammaln(k(ok) + 1));
  y(lambda == 0 & k == 0) = 1;
  y(~(lambda >= 0) | isnan(k)) = NaN;
end
