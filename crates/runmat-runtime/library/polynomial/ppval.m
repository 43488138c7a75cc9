function yi = ppval(pp, xi)
  % ppval(pp, x): a piecewise polynomial at x.
  if nargin ~= 2
    print_usage();
  end
  if isnumeric(pp) && isstruct(xi)
    t = pp;
    pp = xi;
    xi = t;
  end
  if ~(isstruct(pp) && isfield(pp, 'form') && strcmp(pp.form, 'pp'))
    error('ppval: first argument must be a pp-form structure');
  end
  x = pp.breaks(:);
  pieces = pp.pieces;
  order = pp.order;
  d = pp.dim;
  nd = prod(d);
  coefs = reshape(pp.coefs, nd, pieces, order);
  sx = size(xi);
  points = xi(:);
  n = numel(points);
  if isempty(points)
    idx = zeros(0, 1);
  else
    idx = lookup(x(2:end - 1), points) + 1;
  end
  idx(isnan(points)) = 1;
  dx = (points - x(idx)).';
  dx = repmat(dx, nd, 1);
  y = reshape(coefs(:, idx, 1), nd, n) + zeros(nd, n);
  for k = 2:order
    y = y .* dx + reshape(coefs(:, idx, k), nd, n);
  end
  if nd == 1 && isequal(d, 1)
    yi = reshape(y, sx);
  else
    if numel(sx) == 2 && any(sx == 1)
      sx = numel(xi);
    end
    if isscalar(d) && ~isscalar(sx)
      yi = reshape(y, [d, sx]);
    else
      yi = reshape(y, [d, sx, 1]);
    end
  end
end
