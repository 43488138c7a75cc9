function yi = makima(x, y, xi)
  % yi = makima(x, y, xi): piecewise cubic interpolation with modified slopes of Akima; without xi the piecewise polynomial.
  x = x(:).';
  y = y(:).';
  n = numel(x);
  h = diff(x);
  d = diff(y) ./ h;
  if n == 2
    slopes = [d, d];
  else
    e = [2 * d(1) - d(2), d, 2 * d(end) - d(end - 1)];
    e = [2 * e(1) - e(2), e, 2 * e(end) - e(end - 1)];
    w = abs(diff(e)) + abs(e(1:end - 1) + e(2:end)) / 2;
    w1 = w(1:n);
    w2 = w(3:n + 2);
    slopes = (w2 .* e(2:n + 1) + w1 .* e(3:n + 2)) ./ (w1 + w2);
    slopes(w1 + w2 == 0) = 0;
  end
  c = (3 * d - 2 * slopes(1:n - 1) - slopes(2:n)) ./ h;
  b = (slopes(1:n - 1) - 2 * d + slopes(2:n)) ./ h .^ 2;
  pp = mkpp(x, [b; c; slopes(1:n - 1); y(1:n - 1)].');
  if nargin < 3
    yi = pp;
  else
    yi = ppval(pp, xi);
  end
end
