function w = wilkinson(n)
% wilkinson(n): a symmetric tridiagonal matrix with pairs of nearly equal eigenvalues.
%   wilkinson(3)
  if nargin ~= 1
    print_usage();
  end
  if ~(isscalar(n) && n >= 0 && n == fix(n))
    error('wilkinson: N must be a non-negative integer');
  end
  side = ones(n - 1, 1);
  middle = abs(-(n-1)/2:(n-1)/2);
  if n == 0
    w = [];
  elseif n == 1
    w = 0;
  else
    w = diag(side, -1) + diag(middle) + diag(side, 1);
  end
end
