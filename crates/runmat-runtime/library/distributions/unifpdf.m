function y = unifpdf(x, a, b)
  % y = unifpdf(x, a, b): the density of numbers uniform between a and b.
  %   unifpdf(0.3)
  if nargin < 3
    [a, b] = deal(0, 1);
  end
  y = (x >= a & x <= b) ./ (b - a);
  y = __where__(y, a >= b & zeros(size(y)) == 0, NaN);
end
