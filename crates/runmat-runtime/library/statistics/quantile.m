function q = quantile(x, p, dim, method)
% quantile(x, p, dim, method): values below which a fraction p of the data lies.
%   quantile([1 2 3 4], 0.5)
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('quantile: X must be a numeric vector or matrix');
  end
  if nargin < 2 || isempty(p)
    p = [0, 0.25, 0.5, 0.75, 1];
  end
  if ~(isnumeric(p) && isvector(p))
    error('quantile: P must be a numeric vector');
  end
  if nargin < 3 || isempty(dim)
    dim = find(size(x) > 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('quantile: DIM must be a positive integer');
  end
  if nargin < 4
    method = 5;
  end
  if ~(isscalar(method) && any(method == 1:9))
    error('quantile: Unknown METHOD, ''%d''', method);
  end
  if ~isa(x, 'single')
    x = double(x);
  end
  nd = max(ndims(x), dim);
  order = 1:nd;
  order([1 dim]) = [dim 1];
  y = permute(x, order);
  shape = size(y);
  y = sort(reshape(y, shape(1), []), 1);
  q = zeros(numel(p), size(y, 2), class(y));
  for k = 1:size(y, 2)
    column = y(:, k);
    q(:, k) = of_column(column(~isnan(column)), p(:), method);
  end
  shape(1) = numel(p);
  q = ipermute(reshape(q, shape), order);
  if isvector(x) && ~isscalar(x) && numel(q) == numel(p)
    q = reshape(q, size(p));
  end
end

function q = of_column(s, p, method)
  n = numel(s);
  if n == 0
    q = NaN(size(p));
    return;
  end
  switch method
    case 1
      k = max(ceil(n * p), 1);
      q = s(min(k, n));
      q = q(:);
      q(isnan(p)) = NaN;
      return;
    case 2
      k = n * p;
      lo = min(max(ceil(k), 1), n);
      hi = min(max(floor(k + 1), 1), n);
      q = (s(lo) + s(hi)) / 2;
      q = q(:);
      return;
    case 3
      k = max(round(n * p), 1);
      t = n * p - floor(n * p) == 0.5 & mod(floor(n * p), 2) == 0;
      k(t) = max(floor(n * p(t)), 1);
      q = s(min(k, n));
      q = q(:);
      return;
    case 4
      h = n * p;
    case 5
      h = n * p + 0.5;
    case 6
      h = (n + 1) * p;
    case 7
      h = (n - 1) * p + 1;
    case 8
      h = (n + 1/3) * p + 1/3;
    case 9
      h = (n + 0.25) * p + 0.375;
  end
  h = min(max(h, 1), n);
  lo = min(max(floor(h), 1), n);
  hi = min(lo + 1, n);
  f = h - lo;
  a = s(lo);
  b = s(hi);
  a = a(:);
  b = b(:);
  q = (1 - f) .* a + f .* b;
  whole = f == 0;
  q(whole) = a(whole);
end
