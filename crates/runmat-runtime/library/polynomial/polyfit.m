function [p, s, mu] = polyfit(x, y, n)
  % [p, s, mu] = polyfit(x, y, n): the polynomial of degree n nearest to the points, in least squares.
  if nargin ~= 3
    print_usage();
  end
  if ~(isvector(x) && isvector(y) && numel(x) == numel(y)) && ~isequal(size(x), size(y))
    error('polyfit: X and Y must be vectors of the same size');
  end
  if islogical(n)
    mask = n;
    n = numel(mask) - 1;
  else
    mask = true(1, n + 1);
    if ~(isscalar(n) && n >= 0 && ~isinf(n) && n == fix(n))
      error('polyfit: N must be a non-negative integer');
    end
  end
  if nargout > 2
    mu = [mean(x(:)), std(x(:))];
    x = (x - mu(1)) / mu(2);
    if ~__octave__()
      mu = mu(:);
    end
  end
  y_is_row = size(y, 1) == 1;
  points = numel(x);
  x = x(:);
  y = y(:);
  v = ones(points, n + 1, class(x));
  for k = n:-1:1
    v(:, k) = x .* v(:, k + 1);
  end
  a = v(:, mask);
  [q, r] = qr(a, 0);
  if rows(r) < columns(a)
    c = pinv(a) * y;
  else
    c = r \ (q' * y);
  end
  p = zeros(1, n + 1, class(c));
  p(mask) = c;
  if ~__octave__() && points <= n
    warning('MATLAB:polyfit:PolyNotUnique', 'Polynomial is not unique; degree >= number of data points.');
  end
  if nargout > 1
    fitted = a * c;
    s.R = r;
    if __octave__()
      s.X = a;
      c_inv = r \ eye(rows(r), columns(r));
      if rows(r) ~= columns(r)
        c_inv = pinv(r);
      end
      s.C = c_inv * c_inv';
    end
    s.df = max(0, points - sum(mask));
    s.normr = norm(fitted - y);
    if __octave__()
      if y_is_row
        s.yf = fitted.';
      else
        s.yf = fitted;
      end
    end
  end
end
