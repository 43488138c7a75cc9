function x = unifinv(p, a, b)
  % x = unifinv(p, a, b): where the distribution function of numbers uniform between a and b is p.
  %   unifinv(0.3, 1, 2)
  if nargin < 3
    [a, b] = deal(0, 1);
  end
  x = a + p .* (b - a);
  x = __where__(x, (a >= b | ~(p >= 0 & p <= 1)) & zeros(size(x)) == 0, NaN);
end
