function S = sprand(m, n, d, rc)
  % sprand(m, n, d): a sparse m-by-n matrix of density d, its elements uniformly distributed.
  % sprand(m, n, d, rc): with reciprocal condition rc, or with singular values rc.
  % sprand(S): random elements in the places of those of S.
  %
  %     nnz(sprand(10, 10, 0.1))
  if nargin == 1
    S = __sprand__('sprand', @rand, m);
  elseif nargin == 3
    S = __sprand__('sprand', @rand, m, n, d);
  elseif nargin == 4
    S = __sprand__('sprand', @rand, m, n, d, rc);
  else
    print_usage();
  end
end
