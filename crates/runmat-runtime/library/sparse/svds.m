function [U, S, V, flag] = svds(A, k, sigma, opts)
  % s = svds(A, k): the k (6) largest singular values.
  % s = svds(A, k, sigma): those nearest to sigma; 0 asks for the smallest.
  % [U, S, V, flag] = svds(…): with vectors; flag is 0 where all converged.
  %
  %     svds(sparse(diag(1:10)), 2)
  if nargin < 1
    print_usage();
  end
  if ndims(A) > 2
    error('svds: A must be a 2-D matrix');
  end
  [m, n] = size(A);
  least = min(m, n);
  if nargin < 2
    k = min(6, least);
  else
    k = min(k, least);
  end
  if nargin < 3 || ischar(sigma) && any(strcmpi(sigma, {'L', 'largest'}))
    sigma = inf;
  elseif ischar(sigma)
    sigma = 0;
  end
  if ~isscalar(sigma) || ~isreal(sigma) || sigma < 0
    error('svds: SIGMA must be a non-negative real number');
  end
  flag = 0;
  if nnz(A) == 0
    U = eye(m, k);
    S = zeros(k);
    V = eye(n, k);
    if nargout < 2
      U = zeros(k, 1);
    end
    return
  end
  if least <= 300 || k > least / 4
    if nargout < 2
      s = svd(full(A));
      U = s(nearest(s, k, sigma));
      return
    end
    [U, S, V] = svd(full(A), 'econ');
    s = diag(S);
    pick = nearest(s, k, sigma);
    U = U(:, pick);
    V = V(:, pick);
    S = diag(s(pick));
    return
  end
  if isinf(sigma)
    which = 'la';
  else
    which = max(sigma, eps);
  end
  % The eigenvalues of [0 A; A' 0] are the singular values, with both signs.
  W = [sparse(m, m), A; A', sparse(n, n)];
  [X, D, flag] = eigs(W, 2 * k, which);
  d = diag(D);
  keep = find(d > 0);
  pick = keep(nearest(d(keep), k, sigma));
  if nargout < 2
    U = d(pick);
    return
  end
  U = sqrt(2) * X(1:m, pick);
  V = sqrt(2) * X(m + 1:end, pick);
  S = diag(d(pick));
end

function pick = nearest(s, k, sigma)
  % Places of the k values nearest to sigma, the largest first.
  if isinf(sigma)
    [~, order] = sort(s, 'descend');
  else
    [~, order] = sort(abs(s - sigma));
  end
  order = order(1:min(k, numel(order)));
  [~, down] = sort(s(order), 'descend');
  pick = order(down);
end
