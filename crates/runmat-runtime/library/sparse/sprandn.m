function S = sprandn(m, n, d, rc)
  % sprandn(m, n, d): a sparse m-by-n matrix of density d, its elements normally distributed.
  % sprandn(m, n, d, rc): with reciprocal condition rc, or with singular values rc.
  % sprandn(S): random elements in the places of those of S.
  %
  %     nnz(sprandn(10, 10, 0.1))
  if nargin == 1
    S = __sprand__('sprandn', @randn, m);
  elseif nargin == 3
    S = __sprand__('sprandn', @randn, m, n, d);
  elseif nargin == 4
    S = __sprand__('sprandn', @randn, m, n, d, rc);
  else
    print_usage();
  end
end
