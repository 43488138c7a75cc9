function [y, slope] = deval(sol, x, rows)
  % y = deval(sol, x, rows): the solution that a solver has given as a struct, at the points x, a column each.
  % [y, slope] = deval(...): and its derivative.
  if isstruct(x)
    [sol, x] = deal(x, sol);
  end
  if nargin < 3
    rows = 1:size(sol.y, 1);
  end
  x = x(:).';
  direction = sign(sol.x(end) - sol.x(1));
  mesh = direction * sol.x;
  at = direction * x;
  if any(at < mesh(1) | at > mesh(end))
    error('MATLAB:deval:SolOutsideInterval', 'Attempting to evaluate the solution outside the interval [%e, %e] where it is defined.', sol.x(1), sol.x(end));
  end
  extra = sol.extdata.varargin;
  f = sol.extdata.odefun;
  y = zeros(numel(rows), numel(x));
  slope = y;
  for k = 1:numel(x)
    % The cubic through both ends of the step, with the slopes there.
    n = min(find(mesh <= at(k), 1, 'last'), numel(mesh) - 1);
    h = sol.x(n + 1) - sol.x(n);
    t = (x(k) - sol.x(n)) / h;
    [a, b] = deal(sol.y(:, n), sol.y(:, n + 1));
    da = reshape(f(sol.x(n), a, extra{:}), [], 1);
    db = reshape(f(sol.x(n + 1), b, extra{:}), [], 1);
    value = a + t * (h * da + t * (3 * (b - a) - h * (2 * da + db) + t * (h * (da + db) - 2 * (b - a))));
    y(:, k) = value(rows);
    inner = da + t * (2 * (3 * (b - a) / h - 2 * da - db) + 3 * t * (da + db - 2 * (b - a) / h));
    slope(:, k) = inner(rows);
  end
end
