function x = betainv(p, a, b)
  % x = betainv(p, a, b): where the beta distribution function is p.
  %   betainv(0.5, 1, 2)
  zero = zeros(size(p + a + b));
  p = p + zero;
  a = a + zero;
  b = b + zero;
  x = NaN(size(zero));
  ok = p >= 0 & p <= 1 & a > 0 & b > 0;
  x(ok) = betaincinv(p(ok), a(ok), b(ok));
end
