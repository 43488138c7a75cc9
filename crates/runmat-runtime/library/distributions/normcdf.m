function p = normcdf(x, varargin)
  % p = normcdf(x, mu, sigma, 'upper'): the normal distribution function.
  %   normcdf(1.96)
  [tail, args] = __tail__(varargin, {0, 1});
  [mu, sigma] = args{:};
  z = (x - mu) ./ sigma;
  if strcmp(tail, 'lower')
    z = -z;
  end
  p = __where__(0.5 * erfc(z ./ sqrt(2)), sigma <= 0, NaN);
end
