% x = lscov(A, b): least squares solution of A*x = b.
% x = lscov(A, b, w): weighted by a vector; by the inverse of a covariance matrix.
% [x, stdx, mse, S] = lscov(…): standard errors, mean squared error, covariance of x.
%     lscov([1 0; 1 1; 1 2], [1; 2; 4])
function [x, stdx, mse, S] = lscov(A, b, w)
  [m, n] = size(A);
  if nargin > 2 && ~isempty(w)
    if isvector(w)
      root = sqrt(w(:));
      A = root .* A;
      b = root .* b;
    else
      L = chol(w)';
      A = L \ A;
      b = L \ b;
    end
  end
  x = A \ b;
  if nargout > 1
    rest = b - A * x;
    mse = sum(abs(rest).^2, 1) / (m - n);
    C = inv(A' * A);
    stdx = sqrt(real(diag(C)) * mse);
    S = C * mse(1);
  end
end
