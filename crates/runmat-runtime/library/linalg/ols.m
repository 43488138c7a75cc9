function [beta, sigma, r] = ols(y, x)
  % [beta, sigma, r] = ols(y, x): the least squares estimate of beta in y = x * beta, the covariance of the errors
  % and the residuals.
  if nargin ~= 2
    print_usage();
  end
  if ~(isnumeric(x) && isnumeric(y)) || ndims(x) ~= 2 || ndims(y) ~= 2
    error('ols: X and Y must be numeric matrices');
  end
  if size(x, 1) ~= size(y, 1)
    error('ols: number of rows of X and Y must be equal');
  end
  beta = pinv(x) * y;
  r = y - x * beta;
  sigma = r.' * r / (size(y, 1) - rank(x));
end
