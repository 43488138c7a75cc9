function ppd = ppder(pp, m)
  % ppder(pp, m): the m-th derivative of a piecewise polynomial.
  if nargin < 1
    print_usage();
  end
  if nargin < 2
    m = 1;
  end
  if ~(isstruct(pp) && isfield(pp, 'form') && strcmp(pp.form, 'pp'))
    error('ppder: PP must be a structure');
  end
  [x, p, n, k, d] = unmkpp(pp);
  if k - m <= 0
    ppd = mkpp([x(1), x(end)], zeros(prod(d), 1), d);
    return;
  end
  factor = ones(1, k - m);
  for j = 0:m - 1
    factor = factor .* (k - 1 - j:-1:m - j);
  end
  ppd = mkpp(x, p(:, 1:k - m) .* repmat(factor, rows(p), 1), d);
end
