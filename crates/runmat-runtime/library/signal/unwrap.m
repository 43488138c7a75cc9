function r = unwrap(x, tol, dim)
  % r = unwrap(x, tol, dim): angles without jumps of more than tol (pi unless given).
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('unwrap: X must be numeric');
  end
  if nargin < 2 || isempty(tol)
    tol = pi;
  end
  tol = max(abs(tol), pi);
  sz = size(x);
  if nargin < 3
    dim = find(sz ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim)) || ~(1 <= dim)
    error('unwrap: DIM must be an integer and a valid dimension');
  end
  m = size(x, dim);
  if m == 1
    r = x;
    return;
  end
  nd = numel(sz);
  perm = [dim:nd, 1:dim - 1];
  y = permute(x, perm);
  psz = size(y);
  y = reshape(y, m, numel(y) / m);
  for c = 1:columns(y)
    good = find(isfinite(y(:, c)));
    if numel(good) > 1
      v = y(good, c);
      d = v(1:end - 1) - v(2:end);
      p = 2 * pi * round(d / (2 * pi)) .* (abs(d) > tol);
      y(good, c) = v + [0; cumsum(p)];
    end
  end
  r = ipermute(reshape(y, psz), perm);
end
