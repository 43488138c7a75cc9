function x = normrnd(mu, sigma, varargin)
  % x = normrnd(mu, sigma, sizes): normal random numbers.
  %   size(normrnd(0, 1, 2, 3))
  if isempty(varargin)
    varargin = {size(mu + sigma)};
  end
  x = mu + sigma .* randn(varargin{:});
end
