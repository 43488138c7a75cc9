function y = normpdf(x, mu, sigma)
  % y = normpdf(x, mu, sigma): the normal density.
  %   normpdf(0)
  if nargin < 2
    mu = 0;
  end
  if nargin < 3
    sigma = 1;
  end
  y = __where__(exp(-0.5 * ((x - mu) ./ sigma) .^ 2) ./ (sqrt(2 * pi) * sigma), sigma <= 0, NaN);
end
