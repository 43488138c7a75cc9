function p = expcdf(x, varargin)
  % p = expcdf(x, mu, 'upper'): the exponential distribution function of mean mu.
  %   expcdf(1, 2)
  [tail, args] = __tail__(varargin, {1});
  z = max(x, 0) ./ args{1};
  if strcmp(tail, 'upper')
    p = exp(-z);
  else
    p = -expm1(-z);
  end
  p = __where__(p, (args{1} <= 0 | isnan(x)) & zeros(size(p)) == 0, NaN);
end
