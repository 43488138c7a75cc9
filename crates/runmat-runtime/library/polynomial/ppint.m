function ppi = ppint(pp, c)
  % ppint(pp, c): the integral of a piecewise polynomial, c at its start.
  if nargin < 1
    print_usage();
  end
  if nargin < 2
    c = 0;
  end
  if ~(isstruct(pp) && isfield(pp, 'form') && strcmp(pp.form, 'pp'))
    error('ppint: PP must be a structure');
  end
  [x, p, n, k, d] = unmkpp(pp);
  nd = prod(d);
  q = [p ./ repmat(k:-1:1, rows(p), 1), zeros(rows(p), 1)];
  widths = diff(x(:).');
  for j = 1:n
    here = (j - 1) * nd + (1:nd);
    if j == 1
      q(here, end) = c;
    else
      before = (j - 2) * nd + (1:nd);
      value = q(before, 1);
      for t = 2:k + 1
        value = value * widths(j - 1) + q(before, t);
      end
      q(here, end) = value;
    end
  end
  ppi = mkpp(x, q, d);
end
