function answer = ishermitian(A, skewopt, tol)
  % ishermitian(A): whether A equals its conjugate transpose.
  % ishermitian(A, tol): nearly so.
  % ishermitian(A, 'skew'), ishermitian(A, 'skew', tol): whether A equals minus its conjugate transpose.
  %
  %     ishermitian([1 2; 2 1])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(A) || islogical(A))
    answer = false;
    return
  end
  skew = false;
  limit = 0;
  if nargin > 1
    if ischar(skewopt)
      if ~any(strcmpi(skewopt, {'skew', 'nonskew'}))
        error('ishermitian: SKEWOPT must be ''skew'' or ''nonskew''');
      end
      skew = strcmpi(skewopt, 'skew');
      if nargin > 2
        limit = tol;
      end
    elseif nargin == 2 && (isnumeric(skewopt) || islogical(skewopt))
      limit = skewopt;
    else
      error('ishermitian: second argument must be a non-negative scalar TOL, or SKEWOPT');
    end
  end
  if ~(isnumeric(limit) && isscalar(limit) && limit >= 0)
    error('ishermitian: TOL must be a scalar >= 0');
  end
  if ~ismatrix(A) || ndims(A) > 2 || size(A, 1) ~= size(A, 2)
    answer = false;
    return
  end
  if islogical(A) || ischar(A)
    A = double(A);
  end
  B = A';
  if skew
    B = -B;
  end
  if limit == 0
    answer = nnz(A ~= B) == 0;
  else
    answer = full(norm(A - B, inf) / norm(A, inf)) <= limit;
  end
end
