function S = spconvert(D)
  % spconvert(D): the sparse matrix given by rows [i j v] or [i j re im] of D. A row with value 0 sets the size.
  %
  %     spconvert([1 1 5; 2 3 0])
  if nargin ~= 1
    print_usage();
  end
  if issparse(D)
    S = D;
    return
  end
  if ~isreal(D) || ~isnumeric(D) || ~ismatrix(D) || ~any(size(D, 2) == [3 4])
    error('spconvert: argument must be sparse or real matrix with 3 or 4 columns');
  end
  v = D(:, 3);
  if size(D, 2) == 4
    v = complex(D(:, 3), D(:, 4));
  end
  S = sparse(D(:, 1), D(:, 2), v);
end
