function p = poisscdf(k, varargin)
  % p = poisscdf(k, lambda, 'upper'): the chance of at most k events where lambda are expected; 'upper': of more.
  %   poisscdf(2, 3)
  [tail, args] = __tail__(varargin, {NaN});
  sides = {'upper', 'lower'};
  p = gammainc(args{1}, max(floor(k) + 1, 0), sides{1 + strcmp(tail, 'upper')});
  p = __where__(p, k < 0 & zeros(size(p)) == 0, strcmp(tail, 'upper'));
  p = __where__(p, (~(args{1} >= 0) | isnan(k)) & zeros(size(p)) == 0, NaN);
end
