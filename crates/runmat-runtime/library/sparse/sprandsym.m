function S = sprandsym(n, d)
  % sprandsym(n, d): a symmetric sparse matrix of density d with normally distributed elements.
  % sprandsym(S): random elements in the places of the lower triangle of S, and symmetric.
  %
  %     issymmetric(sprandsym(10, 0.1))
  if nargin == 1
    [i, j] = find(tril(n));
    below = sparse(i, j, randn(numel(i), 1), size(n, 1), size(n, 2));
    S = below + tril(below, -1)';
    return
  elseif nargin ~= 2
    print_usage();
  end
  if ~(isnumeric(n) && isscalar(n) && n == fix(n) && n >= 0)
    error('sprandsym: N must be a non-negative integer');
  end
  if ~(isscalar(d) && d >= 0 && d <= 1)
    error('sprandsym: density D must be between 0 and 1');
  end
  if n == 0
    S = sparse(n, n);
    return
  end
  % An even number of elements off the diagonal, the rest on it.
  total = round(n * n * d);
  on = min(n, round(total / n));
  on = on + mod(total - on, 2);
  if on > n
    on = on - 2;
  end
  off = (total - on) / 2;
  k = randperm(n * (n - 1) / 2, off);
  k = k(:);
  col = ceil((sqrt(8 * k + 1) - 1) / 2);
  row = k - col .* (col - 1) / 2;
  diagonal = randperm(n, max(on, 0));
  diagonal = diagonal(:);
  above = sparse(row, col + 1, randn(off, 1), n, n);
  S = above + above' + sparse(diagonal, diagonal, randn(numel(diagonal), 1), n, n);
end
