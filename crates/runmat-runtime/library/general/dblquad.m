function q = dblquad(f, xa, xb, ya, yb, tol, method)
  % q = dblquad(f, xa, xb, ya, yb, tol, method): double integral over a rectangle; f takes a vector x and a number y.
  if nargin < 5
    print_usage();
  end
  if nargin < 6 || isempty(tol)
    tol = 1e-6;
  end
  if nargin < 7 || isempty(method)
    method = @quadcc;
  elseif ischar(method)
    method = str2func(method);
  end
  if ischar(f)
    f = str2func(f);
  end
  q = method(@(y) over_x(f, y, xa, xb, tol, method), ya, yb, tol);
end

function q = over_x(f, y, xa, xb, tol, method)
  q = zeros(size(y));
  for k = 1:numel(y)
    q(k) = method(@(x) f(x, y(k)), xa, xb, tol);
  end
end
