function p = betacdf(x, varargin)
  % p = betacdf(x, a, b, 'upper'): the beta distribution function.
  %   betacdf(0.2, 1, 2)
  [tail, args] = __tail__(varargin, {NaN, NaN});
  [a, b] = args{:};
  p = betainc(min(max(x, 0), 1), a, b, tail);
  p = __where__(p, isnan(x), NaN);
end
