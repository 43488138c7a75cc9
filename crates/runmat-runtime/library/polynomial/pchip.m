function ret = pchip(x, y, xi)
  % pchip(x, y, xi): interpolation by cubic pieces that keep the shape of the data.
  if nargin < 2
    print_usage();
  end
  x = x(:);
  n = numel(x);
  if n < 2
    error('pchip: X must be at least of length 2');
  end
  sy = size(y);
  if isvector(y)
    a = y(:).';
    dim = 1;
  else
    dim = sy(1:end - 1);
    a = reshape(y, prod(dim), sy(end));
  end
  if columns(a) ~= n
    error('pchip: length of X and Y must match');
  end
  h = diff(x.');
  if all(h < 0)
    x = flipud(x);
    h = diff(x.');
    a = fliplr(a);
  elseif any(h <= 0)
    error('pchip: X must be strictly monotonic');
  end
  m = rows(a);
  hm = repmat(h, m, 1);
  delta = diff(a, 1, 2) ./ hm;
  d = zeros(m, n);
  if n == 2
    d = repmat(delta, 1, 2);
  else
    for r = 1:m
      d(r, :) = derivatives(h, delta(r, :), n);
    end
  end
  c3 = (d(:, 1:n - 1) + d(:, 2:n) - 2 * delta) ./ hm .^ 2;
  c2 = (3 * delta - 2 * d(:, 1:n - 1) - d(:, 2:n)) ./ hm;
  coefs = [c3(:), c2(:), reshape(d(:, 1:n - 1), [], 1), reshape(a(:, 1:n - 1), [], 1)];
  ret = mkpp(x, coefs, dim);
  if nargin == 3
    ret = ppval(ret, xi);
  end
end

function d = derivatives(h, delta, n)
  d = zeros(1, n);
  inner = find(delta(1:n - 2) .* delta(2:n - 1) > 0);
  for k = inner
    hs = h(k) + h(k + 1);
    w1 = (h(k) + hs) / (3 * hs);
    w2 = (hs + h(k + 1)) / (3 * hs);
    big = max(abs(delta(k)), abs(delta(k + 1)));
    small = min(abs(delta(k)), abs(delta(k + 1)));
    d(k + 1) = small / (w1 * (delta(k) / big) + w2 * (delta(k + 1) / big));
    d(k + 1) = sign(delta(k)) * abs(d(k + 1));
  end
  d(1) = end_slope(h(1), h(2), delta(1), delta(2));
  d(n) = end_slope(h(n - 1), h(n - 2), delta(n - 1), delta(n - 2));
end

function d = end_slope(h0, h1, d0, d1)
  d = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
  if sign(d) ~= sign(d0)
    d = 0;
  elseif sign(d0) ~= sign(d1) && abs(d) > abs(3 * d0)
    d = 3 * d0;
  end
end
