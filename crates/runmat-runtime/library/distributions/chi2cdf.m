function p = chi2cdf(x, varargin)
  % p = chi2cdf(x, v, 'upper'): the chi-square distribution function with v degrees of freedom.
  %   chi2cdf(3.84, 1)
  [tail, args] = __tail__(varargin, {NaN});
  p = gamcdf(x, args{1} / 2, 2, tail);
end
