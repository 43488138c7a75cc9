% e = polyeig(A0, A1, …, Ap): the values of z for which A0 + z*A1 + … + z^p*Ap is singular.
% [V, e] = polyeig(…): with the vectors.
%     polyeig([1 0; 0 2], eye(2))
function [V, e] = polyeig(varargin)
  n = size(varargin{1}, 1);
  p = nargin - 1;
  A = eye(n * p);
  A(1:n, 1:n) = varargin{1};
  B = zeros(n * p);
  if p > 1
    B(n + 1:n * p + 1:end - n) = 1;
  end
  for k = 1:p
    B(1:n, (k - 1) * n + 1:k * n) = -varargin{k + 1};
  end
  if nargout < 2
    V = eig(A, B);
    return
  end
  [X, D] = eig(A, B);
  e = diag(D);
  V = X(1:n, :);
  for k = 1:size(V, 2)
    V(:, k) = V(:, k) / norm(V(:, k));
  end
end
