function x = expinv(p, mu)
  % x = expinv(p, mu): where the exponential distribution function of mean mu is p.
  %   expinv(0.5, 2)
  if nargin < 2
    mu = 1;
  end
  x = -mu .* log1p(-p);
  x = __where__(real(x), (mu <= 0 | ~(p >= 0 & p <= 1)) & zeros(size(x)) == 0, NaN);
end
