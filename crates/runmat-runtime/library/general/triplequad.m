function q = triplequad(f, xa, xb, ya, yb, za, zb, tol, method)
  % q = triplequad(f, xa, xb, ya, yb, za, zb, tol, method): triple integral over a box.
  if nargin < 7
    print_usage();
  end
  if nargin < 8 || isempty(tol)
    tol = 1e-6;
  end
  if nargin < 9 || isempty(method)
    method = @quadcc;
  elseif ischar(method)
    method = str2func(method);
  end
  if ischar(f)
    f = str2func(f);
  end
  q = dblquad(@(y, z) over_x(f, y, z, xa, xb, tol, method), ya, yb, za, zb, tol, method);
end

function q = over_x(f, y, z, xa, xb, tol, method)
  q = zeros(size(y));
  for k = 1:numel(y)
    q(k) = method(@(x) f(x, y(k), z), xa, xb, tol);
  end
end
