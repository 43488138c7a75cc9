function a = compan(c)
  % compan(c): companion matrix of the polynomial with coefficients c.
  if nargin < 1
    print_usage();
  end
  if ~isvector(c)
    error('compan: C must be a vector');
  end
  n = numel(c);
  if n == 1
    a = [];
  else
    a = diag(ones(n - 2, 1), -1);
    a(1, :) = -c(2:n) / c(1);
  end
end
