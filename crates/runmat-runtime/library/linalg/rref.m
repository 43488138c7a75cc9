% rref(A): reduced row echelon form.
% [R, p] = rref(A, tol): also the columns of the pivots; elements up to tol count as zero.
%     rref([1 2; 3 4])
function [R, pivots] = rref(A, tol)
  if ndims(A) > 2
    error('rref: A must be a 2-dimensional matrix');
  end
  [m, n] = size(A);
  if nargin < 2
    if isa(A, 'single')
      tol = eps('single') * max(m, n) * norm(A, inf);
    else
      tol = eps * max(m, n) * norm(A, inf);
    end
  end
  R = A;
  pivots = zeros(1, 0);
  row = 1;
  for col = 1:n
    if row > m
      break
    end
    [largest, k] = max(abs(R(row:m, col)));
    k = k + row - 1;
    if largest <= tol
      R(row:m, col) = 0;
      continue
    end
    pivots(end + 1) = col;
    R([row k], col:n) = R([k row], col:n);
    R(row, col:n) = R(row, col:n) / R(row, col);
    others = [1:row-1, row+1:m];
    R(others, col:n) = R(others, col:n) - R(others, col) * R(row, col:n);
    row = row + 1;
  end
end
