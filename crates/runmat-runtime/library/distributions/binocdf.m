function y = binocdf(k, varargin)
  % y = binocdf(k, n, p, 'upper'): the chance of at most k successes in n trials; 'upper': of more than k.
  %   binocdf(2, 5, 0.5)
  [tail, args] = __tail__(varargin, {NaN, NaN});
  zero = zeros(size(k + args{1} + args{2}));
  k = floor(k + zero);
  n = args{1} + zero;
  p = args{2} + zero;
  y = zero;
  inner = k >= 0 & k < n;
  sides = {'upper', 'lower'};
  y(inner) = betainc(p(inner), k(inner) + 1, n(inner) - k(inner), sides{1 + strcmp(tail, 'upper')});
  y(k >= n) = strcmp(tail, 'lower');
  y(k < 0) = strcmp(tail, 'upper');
  y(~(p >= 0 & p <= 1 & n >= 0 & n == fix(n)) | isnan(k)) = NaN;
end
