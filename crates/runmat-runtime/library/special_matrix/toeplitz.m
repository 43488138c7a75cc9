function t = toeplitz(c, r)
% toeplitz(c, r): matrix with constant diagonals, first column c, first row r.
%   toeplitz(1:3)
  if nargin < 1
    print_usage();
  end
  if nargin == 1
    if ~(isvector(c) || isempty(c))
      error('toeplitz: C must be a vector');
    end
    r = c;
    c = conj(c);
    if ~isempty(c)
      c(1) = conj(c(1));
    end
  else
    if ~((isvector(c) || isempty(c)) && (isvector(r) || isempty(r)))
      error('toeplitz: C and R must be vectors');
    end
    if ~isempty(c) && ~isempty(r) && r(1) ~= c(1)
      warning('toeplitz: column wins diagonal conflict');
    end
  end
  n = numel(c);
  m = numel(r);
  if n == 0 || m == 0
    t = zeros(n, m);
    return;
  end
  r = r(:);
  c = c(:);
  v = [r(end:-1:2); c];
  k = (m:m+n-1)' - (0:m-1);
  t = reshape(v(k), n, m);
end
