% null(A): orthonormal basis of the vectors x with A*x = 0.
% null(A, tol): singular values up to tol count as zero.
% null(A, 'r'): a basis of rational vectors, from the reduced echelon form.
%     null([1 1])
function Z = null(A, tol)
  if nargin > 1 && ischar(tol)
    Z = rational_basis(A);
    return
  end
  if isempty(A)
    Z = zeros(size(A, 2), 0);
    if all(size(A) == 0)
      Z = [];
    end
    return
  end
  [~, S, V] = svd(A);
  s = first_diagonal(S);
  if nargin < 2
    tol = max(size(A)) * s(1) * eps(class(s));
  end
  Z = V(:, sum(s > tol) + 1:end);
  Z(abs(Z) < eps(class(Z))) = 0;
end

function s = first_diagonal(S)
  if min(size(S)) == 1
    s = S(1);
  else
    s = diag(S);
  end
end

function Z = rational_basis(A)
  [R, pivots] = rref(A);
  n = size(A, 2);
  free = 1:n;
  free(pivots) = [];
  Z = zeros(n, numel(free));
  for k = 1:numel(free)
    Z(free(k), k) = 1;
    Z(pivots, k) = -R(1:numel(pivots), free(k));
  end
end
