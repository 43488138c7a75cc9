function h = hankel(c, r)
% hankel(c, r): matrix with constant antidiagonals, first column c, last row r.
%   hankel(1:3)
  if nargin < 1
    print_usage();
  end
  if ~isvector(c) && ~isempty(c)
    error('hankel: C must be a vector');
  end
  n = numel(c);
  if nargin == 1
    r = zeros(1, n);
  else
    if ~isvector(r) && ~isempty(r)
      error('hankel: C and R must be vectors');
    end
    if n > 0 && numel(r) > 0 && r(1) ~= c(end)
      warning('hankel: column wins anti-diagonal conflict');
    end
  end
  m = numel(r);
  r = r(:);
  v = [c(:); r(2:end)];
  k = (1:n)' + (0:m-1);
  h = reshape(v(k), n, m);
end
