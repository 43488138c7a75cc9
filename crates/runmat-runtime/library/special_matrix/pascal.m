function p = pascal(n, t)
% pascal(n, t): Pascal's triangle in a symmetric matrix (t = 0) or its Cholesky factor.
%   pascal(3)
  if nargin < 1
    print_usage();
  end
  if nargin < 2
    t = 0;
  end
  if ~(isscalar(n) && isscalar(t))
    error('pascal: N and T must be scalar integers');
  end
  if ~any(t == -1:2)
    error('pascal: T must be -1, 0, 1, or 2, found %d', t);
  end
  n = max(fix(n), 0);
  p = zeros(n);
  if n > 0
    p(:, 1) = 1;
  end
  for j = 2:n
    p(j:n, j) = cumsum(p(j-1:n-1, j-1));
  end
  if t == -1
    return;
  end
  if t == 0
    p = p * p';
    return;
  end
  for j = 2:2:n
    p(:, j) = -p(:, j);
  end
  if t == 2
    p = rot90(p, 3);
    if mod(n, 2) ~= 1
      p = -p;
    end
  end
end
