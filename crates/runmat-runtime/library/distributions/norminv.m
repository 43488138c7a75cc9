function x = norminv(p, mu, sigma)
  % x = norminv(p, mu, sigma): where the normal distribution function is p.
  %   norminv(0.975)
  if nargin < 2
    mu = 0;
  end
  if nargin < 3
    sigma = 1;
  end
  x = __where__(mu - sqrt(2) * sigma .* erfcinv(2 * p), sigma <= 0, NaN);
end
