function S = spaugment(A, c)
  % spaugment(A, c): the augmented matrix [c*I A; A' 0] of a least squares problem.
  %
  %     full(spaugment(sparse([1; 2]), 1))
  if nargin < 1
    print_usage();
  end
  if nargin < 2
    if issparse(A)
      c = full(max(max(abs(A)))) / 1000;
    else
      c = max(abs(A(:))) / 1000;
    end
  elseif ~isscalar(c)
    error('spaugment: C must be a scalar');
  end
  [m, n] = size(A);
  S = [c * speye(m, m), A; A', sparse(n, n)];
end
