function p = fcdf(x, varargin)
  % p = fcdf(x, v1, v2, 'upper'): the F distribution function.
  %   fcdf(4, 2, 10)
  [tail, args] = __tail__(varargin, {NaN, NaN});
  [v1, v2] = args{:};
  share = max(x, 0) .* v1;
  p = betainc(share ./ (share + v2), v1 / 2, v2 / 2, tail);
  p = __where__(p, isnan(x), NaN);
end
