function ret = spline(x, y, xi)
  % spline(x, y, xi): cubic spline interpolation.  pp = spline(x, y): as piecewise polynomial.
  if nargin < 2
    print_usage();
  end
  x = x(:);
  n = numel(x);
  if n < 2
    error('spline: requires at least 2 points');
  end
  sy = size(y);
  if isvector(y)
    a = y(:);
    complete = numel(a) == n + 2;
    dim = 1;
    if complete
      dfs = a(1);
      dfe = a(end);
      a = a(2:end - 1);
    end
  else
    dim = sy(1:end - 1);
    a = reshape(y, prod(dim), sy(end)).';
    complete = sy(end) == n + 2;
    if complete
      dfs = a(1, :);
      dfe = a(end, :);
      a = a(2:end - 1, :);
    end
  end
  if rows(a) ~= n
    error('spline: dimensions of X and Y must match');
  end
  [x, order] = sort(x);
  a = a(order, :);
  bad = any(isnan(a), 2) | isnan(x);
  if any(bad) && sum(~bad) > 1
    x = x(~bad);
    a = a(~bad, :);
    n = numel(x);
  end
  m = columns(a);
  h = diff(x);
  if any(h == 0)
    error('spline: X must be strictly monotonic');
  end
  slopes = diff(a) ./ repmat(h, 1, m);
  if complete
    s = end_slopes_given(h, slopes, dfs, dfe, n, m);
  elseif n == 2
    s = repmat(slopes, 2, 1);
  elseif n == 3
    % One parabola through three points.
    c = (slopes(2, :) - slopes(1, :)) / (x(3) - x(1));
    s = [slopes(1, :) - c * h(1); slopes(1, :) + c * h(1); slopes(2, :) + c * h(2)];
  else
    s = not_a_knot(h, slopes, n, m);
  end
  hm = repmat(h, 1, m);
  c3 = (s(1:n - 1, :) + s(2:n, :) - 2 * slopes) ./ hm .^ 2;
  c2 = (3 * slopes - 2 * s(1:n - 1, :) - s(2:n, :)) ./ hm;
  c1 = s(1:n - 1, :);
  c0 = a(1:n - 1, :);
  coefs = [reshape(c3.', [], 1), reshape(c2.', [], 1), reshape(c1.', [], 1), reshape(c0.', [], 1)];
  if ~complete && n == 2
    coefs = coefs(:, 3:4);
  elseif ~complete && n == 3
    if m == 1
      coefs = [coefs(1, 2:4)];
      x = x([1, 3]);
    else
      coefs = coefs(1:m, 2:4);
      x = x([1, 3]);
    end
  end
  ret = mkpp(x, coefs, dim);
  if nargin == 3
    ret = ppval(ret, xi);
  end
end

function s = end_slopes_given(h, slopes, dfs, dfe, n, m)
  if n == 2
    s = [dfs; dfe];
    return;
  end
  k = n - 2;
  d = 2 * (h(1:k) + h(2:k + 1));
  right = 3 * (repmat(h(2:k + 1), 1, m) .* slopes(1:k, :) + repmat(h(1:k), 1, m) .* slopes(2:k + 1, :));
  right(1, :) = right(1, :) - h(2) * dfs;
  right(k, :) = right(k, :) - h(k) * dfe;
  t = spdiags_full(d, h, k);
  s = [dfs; t \ right; dfe];
end

function t = spdiags_full(d, h, k)
  t = sparse(1:k, 1:k, d, k, k);
  if k > 1
    t = t + sparse(2:k, 1:k - 1, h(3:k + 1), k, k) + sparse(1:k - 1, 2:k, h(1:k - 1), k, k);
  end
end

function s = not_a_knot(h, slopes, n, m)
  k = n - 2;
  inner = 3 * (repmat(h(2:k + 1), 1, m) .* slopes(1:k, :) + repmat(h(1:k), 1, m) .* slopes(2:k + 1, :));
  e1 = h(1) + h(2);
  en = h(n - 1) + h(n - 2);
  first = ((h(1) + 2 * e1) * h(2) * slopes(1, :) + h(1) ^ 2 * slopes(2, :)) / e1;
  last = (h(n - 1) ^ 2 * slopes(n - 2, :) + (2 * en + h(n - 1)) * h(n - 2) * slopes(n - 1, :)) / en;
  d = [h(2); 2 * (h(1:k) + h(2:k + 1)); h(n - 2)];
  up = [e1; h(1:k)];
  low = [h(2:k + 1); en];
  t = sparse(1:n, 1:n, d, n, n) + sparse(1:n - 1, 2:n, up, n, n) + sparse(2:n, 1:n - 1, low, n, n);
  s = t \ [first; inner; last];
end
