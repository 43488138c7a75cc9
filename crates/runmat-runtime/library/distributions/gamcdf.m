function p = gamcdf(x, varargin)
  % p = gamcdf(x, a, b, 'upper'): the gamma distribution function of shape a and scale b.
  %   gamcdf(1, 2, 3)
  [tail, args] = __tail__(varargin, {NaN, 1});
  [a, b] = args{:};
  p = gammainc(max(x, 0) ./ b, a, tail);
  p = __where__(p, isnan(x), NaN);
  p = __where__(p, a < 0 | b <= 0, NaN);
end
