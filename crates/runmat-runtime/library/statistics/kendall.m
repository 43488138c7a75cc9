function tau = kendall(x, y)
% kendall(x, y): Kendall's rank correlation of the columns.
%   kendall([1 2 3]', [1 2 3]')
  if nargin < 1
    print_usage();
  end
  if nargin < 2
    y = x;
  end
  if ~(isnumeric(x) || islogical(x)) || ~(isnumeric(y) || islogical(y))
    error('kendall: X and Y must be numeric matrices or vectors');
  end
  if ndims(x) ~= 2 || ndims(y) ~= 2
    error('kendall: X and Y must be 2-D matrices or vectors');
  end
  if isrow(x)
    x = x.';
  end
  if isrow(y)
    y = y.';
  end
  n = size(x, 1);
  if size(y, 1) ~= n
    error('kendall: X and Y must have the same number of observations');
  end
  if isa(x, 'single') || isa(y, 'single')
    x = single(x);
    y = single(y);
  end
  r = ranks(x);
  m = sign(kron(r, ones(n, 1)) - kron(ones(n, 1), r));
  s = ranks(y);
  k = sign(kron(s, ones(n, 1)) - kron(ones(n, 1), s));
  tau = corr(m, k);
end
