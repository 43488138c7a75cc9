function p = tcdf(x, varargin)
  % p = tcdf(x, v, 'upper'): Student's distribution function with v degrees of freedom.
  %   tcdf(2, 10)
  [tail, args] = __tail__(varargin, {NaN});
  [x, v] = alike(x, args{1});
  if strcmp(tail, 'upper')
    x = -x;
  end
  % The part beyond |x|, from whichever of the two beta functions is exact there.
  far = x .^ 2 > v;
  beyond = zeros(size(x));
  beyond(far) = betainc(v(far) ./ (v(far) + x(far) .^ 2), v(far) / 2, 0.5) / 2;
  beyond(~far) = betainc(x(~far) .^ 2 ./ (v(~far) + x(~far) .^ 2), 0.5, v(~far) / 2, 'upper') / 2;
  p = beyond;
  p(x > 0) = 1 - beyond(x > 0);
  normal = isinf(v);
  p(normal) = normcdf(x(normal));
  p(isnan(x) | ~(v > 0)) = NaN;
end

function [x, v] = alike(x, v)
  zero = zeros(size(x + v));
  x = x + zero;
  v = v + zero;
end
