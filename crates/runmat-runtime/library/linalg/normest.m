% normest(A): estimate of the 2-norm, by power iteration.
% [n, count] = normest(A, tol): to a relative tolerance, with the number of iterations.
%     normest([1 2; 3 4])
function [n, count] = normest(A, tol)
  if nargin < 2
    tol = 1e-6;
  end
  x = sum(abs(A), 1).';
  count = 0;
  n = norm(x);
  if n == 0
    return
  end
  x = x / n;
  before = 0;
  while abs(n - before) > tol * n
    before = n;
    Ax = A * x;
    if ~any(Ax)
      Ax = rand(size(Ax));
    end
    x = A' * Ax;
    size_of_x = norm(x);
    n = size_of_x / norm(Ax);
    x = x / size_of_x;
    count = count + 1;
    if count > 100
      break
    end
  end
end
