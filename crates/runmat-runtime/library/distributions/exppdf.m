function y = exppdf(x, mu)
  % y = exppdf(x, mu): the exponential density of mean mu.
  %   exppdf(1, 2)
  if nargin < 2
    mu = 1;
  end
  y = exp(-x ./ mu) ./ mu;
  y = __where__(y, x < 0 & zeros(size(y)) == 0, 0);
  y = __where__(y, mu <= 0 & zeros(size(y)) == 0, NaN);
end
