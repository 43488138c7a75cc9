function y = spfun(f, S)
  % spfun(f, S): the sparse matrix with f applied to the elements of S that are not zero.
  %
  %     spfun(@exp, sparse([1 0 2]))
  if nargin ~= 2
    print_usage();
  end
  if ~(isnumeric(S) || islogical(S))
    error('spfun: S must be numeric or logical');
  end
  [m, n] = size(S);
  [i, j, v] = find(S);
  y = sparse(i, j, feval(f, v), m, n);
end
