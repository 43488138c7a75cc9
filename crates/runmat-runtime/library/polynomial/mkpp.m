function pp = mkpp(x, p, d)
  % mkpp(breaks, coefs): a piecewise polynomial.
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    d = round(rows(p) / max(1, numel(x) - 1)); 
    if d * (numel(x) - 1) ~= rows(p) || d < 1
      d = 1;
    end
    if isvector(p) && d ~= 1 && numel(x) == 2
      d = 1;
    end
  end
  pieces = numel(x) - 1;
  if pieces < 1
    error('mkpp: at least one interval is needed');
  end
  n = prod(d) * pieces;
  if isempty(p)
    k = 0;
  else
    k = fix(numel(p) / n);
  end
  if k * n ~= numel(p)
    error('mkpp: expected the number of coefficients to be a multiple of %d', n);
  end
  pp = struct('form', 'pp', 'breaks', x(:).', 'coefs', reshape(p, n, k), 'pieces', pieces, 'order', k, 'dim', d(:).');
end
