function l = legendre(n, x, normalization)
  % legendre(n, x): associated Legendre functions of degree n and orders 0 to n, one row each.
  if nargin < 2 || nargin > 3
    print_usage();
  end
  if ~isreal(n) || ~isscalar(n) || n < 0 || n ~= fix(n)
    error('legendre: N must be a real non-negative integer');
  elseif ~isreal(x) || any(x(:) < -1 | x(:) > 1)
    error('legendre: X must be real-valued vector in the range -1 <= X <= 1');
  end
  if nargin == 3
    normalization = lower(normalization);
  else
    normalization = 'unnorm';
  end
  if ~any(strcmp(normalization, {'unnorm', 'sch', 'norm'}))
    error('legendre: NORMALIZATION option must be "unnorm", "norm", or "sch"');
  end
  n = double(n);
  dims = size(x);
  row = reshape(x, 1, numel(x));
  s = sqrt(1 - row .^ 2);
  if strcmp(normalization, 'unnorm')
    l = shaped(plain(n, row, s), n, x, dims);
    return;
  end
  % Fully normalised functions are stable in both indices.
  p = zeros(n + 1, numel(row));
  for m = 0:n
    start = 1;
    for k = 1:m
      start = start * sqrt((2 * k + 1) / (2 * k));
    end
    current = start * s .^ m;
    before = zeros(size(row));
    for l1 = m + 1:n
      a = sqrt((4 * l1 ^ 2 - 1) / (l1 ^ 2 - m ^ 2));
      b = sqrt(((2 * l1 + 1) * (l1 + m - 1) * (l1 - m - 1)) / ((2 * l1 - 3) * (l1 ^ 2 - m ^ 2)));
      next = a * row .* current - b * before;
      before = current;
      current = next;
    end
    p(m + 1, :) = current;
  end
  for m = 0:n
    if strcmp(normalization, 'norm')
      scale = sqrt(0.5);
    elseif strcmp(normalization, 'sch')
      scale = 1 / sqrt(2 * n + 1);
      if m > 0
        scale = scale * sqrt(2);
      end
    end
    p(m + 1, :) = p(m + 1, :) * scale;
  end
  l = shaped(p, n, x, dims);
end

function l = shaped(p, n, x, dims)
  if isvector(x)
    l = p;
  else
    l = reshape(p, [n + 1, dims]);
  end
end

function p = plain(n, x, s)
  p = zeros(n + 1, numel(x));
  start = ones(size(x));
  for m = 0:n
    if m > 0
      start = -(2 * m - 1) * s .* start;
    end
    current = start;
    before = zeros(size(x));
    for k = m + 1:n
      next = ((2 * k - 1) * x .* current - (k + m - 1) * before) / (k - m);
      before = current;
      current = next;
    end
    p(m + 1, :) = current;
  end
end
