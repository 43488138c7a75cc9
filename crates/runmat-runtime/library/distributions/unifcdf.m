function p = unifcdf(x, varargin)
  % p = unifcdf(x, a, b, 'upper'): the distribution function of numbers uniform between a and b.
  %   unifcdf(0.3)
  [tail, args] = __tail__(varargin, {0, 1});
  [a, b] = args{:};
  p = min(max((x - a) ./ (b - a), 0), 1);
  if strcmp(tail, 'upper')
    p = 1 - p;
  end
  p = __where__(p, (a >= b | isnan(x)) & zeros(size(p)) == 0, NaN);
end
