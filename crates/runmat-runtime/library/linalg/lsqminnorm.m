% lsqminnorm(A, b): the least squares solution of A*x = b of least length.
% lsqminnorm(A, b, tol): singular values up to tol count as zero.
%     lsqminnorm([1 2 3], 6)
function x = lsqminnorm(A, b, tol)
  if nargin < 3
    x = pinv(A) * b;
  else
    x = pinv(A, tol) * b;
  end
end
