function y = gampdf(x, a, b)
  % y = gampdf(x, a, b): the gamma density of shape a and scale b.
  %   gampdf(1, 2, 3)
  if nargin < 3
    b = 1;
  end
  z = max(x, 0) ./ b;
  power = (a - 1) .* log(z);
  power = __where__(power, a == 1 & zeros(size(power)) == 0, 0);
  y = exp(power - z - gammaln(a)) ./ b;
  y = __where__(y, x < 0 & zeros(size(y)) == 0, 0);
  y = __where__(y, (a <= 0 | b <= 0 | isnan(x)) & zeros(size(y)) == 0, NaN);
end
