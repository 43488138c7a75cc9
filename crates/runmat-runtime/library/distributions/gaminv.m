function x = gaminv(p, a, b)
  % x = gaminv(p, a, b): where the gamma distribution function of shape a and scale b is p.
  %   gaminv(0.5, 2, 3)
  if nargin < 3
    b = 1;
  end
  zero = zeros(size(p + a + b));
  p = p + zero;
  a = a + zero;
  x = NaN(size(zero));
  ok = p >= 0 & p <= 1 & a > 0;
  x(ok) = gammaincinv(p(ok), a(ok));
  x = __where__(x .* b, b <= 0, NaN);
end
