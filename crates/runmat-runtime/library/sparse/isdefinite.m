function answer = isdefinite(A, tol)
  % isdefinite(A): whether A is Hermitian and positive definite.
  % isdefinite(A, tol): with eigenvalues above tol.
  %
  %     isdefinite([2 1; 1 2])
  if nargin < 1
    print_usage();
  end
  if ~isfloat(A)
    if islogical(A) || isnumeric(A)
      A = double(A);
    else
      answer = false;
      return
    end
  end
  if nargin == 1
    tol = 100 * eps(class(A)) * norm(A, 'fro');
  elseif ~(isnumeric(tol) && isscalar(tol) && tol >= 0)
    error('isdefinite: TOL must be a scalar >= 0');
  end
  if ~ishermitian(A, tol)
    answer = false;
    return
  end
  if issparse(A)
    shift = tol * speye(size(A, 1));
  else
    shift = tol * eye(size(A), class(A));
  end
  [r, p] = chol(A - shift);
  answer = p == 0;
end
