function a = vander(c, n)
% vander(c, n): powers of the elements of c, the highest first.
%   vander([1 2 3])
  if nargin < 1
    print_usage();
  end
  if ~isvector(c)
    error('vander: polynomial C must be a vector');
  end
  if nargin < 2
    n = numel(c);
  end
  if ~isscalar(n)
    error('vander: N must be a positive scalar integer');
  end
  a = ones(numel(c), n);
  for k = n-1:-1:1
    a(:, k) = a(:, k+1) .* c(:);
  end
end
