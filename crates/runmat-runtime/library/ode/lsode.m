function [x, istate, msg] = lsode(fcn, x0, t, t_crit)
  % [x, istate, msg] = lsode(f, x0, t): solution of x' = f(x, t) at the times t, a row each.
  if nargin < 3
    print_usage();
  end
  if iscell(fcn)
    fcn = fcn{1};
  end
  if ischar(fcn)
    fcn = str2func(fcn);
  end
  t = t(:);
  x0 = x0(:);
  n = numel(x0);
  x = zeros(numel(t), n);
  x(1, :) = x0.';
  g = @(s, y) reshape(fcn(y, s), [], 1);
  istate = 2;
  msg = 'successful exit';
  h = [];
  for k = 2:numel(t)
    [x0, h] = advance(g, t(k - 1), t(k), x0, h);
    x(k, :) = x0.';
  end
end

% Radau's implicit method of order 5, which also suits stiff equations.
function [y, h] = advance(g, t, tend, y, h)
  reltol = 1.5e-8;
  abstol = 1.5e-8;
  s6 = sqrt(6);
  a = [(88 - 7 * s6) / 360, (296 - 169 * s6) / 1800, (-2 + 3 * s6) / 225
       (296 + 169 * s6) / 1800, (88 + 7 * s6) / 360, (-2 - 3 * s6) / 225
       (16 - s6) / 36, (16 + s6) / 36, 1 / 9];
  c = [(4 - s6) / 10; (4 + s6) / 10; 1];
  n = numel(y);
  direction = sign(tend - t);
  if isempty(h)
    f0 = g(t, y);
    h = 1e-3 * (norm(y) + 1e-3) / (norm(f0) + 1e-3);
  end
  h = min(h, abs(tend - t));
  while direction * (tend - t) > 0
    if h >= abs(tend - t) * (1 - 1e-12)
      step = tend - t;
      last = true;
    else
      step = direction * h;
      last = false;
    end
    j = jacobian(g, t, y, n);
    [whole, ok] = stage(g, t, y, step, a, c, j, n);
    if ok
      [half, ok] = stage(g, t, y, step / 2, a, c, j, n);
    end
    if ok
      [half, ok] = stage(g, t + step / 2, half, step / 2, a, c, jacobian(g, t + step / 2, half, n), n);
    end
    if ~ok
      h = abs(step) / 4;
      if h < 1e-14 * max(abs(t), 1e-10)
        error('lsode: the step became too small');
      end
      continue;
    end
    err = norm((half - whole) ./ (abstol + reltol * max(abs(y), abs(half))), Inf) / 31;
    if err <= 1
      y = half + (half - whole) / 31;
      if last
        t = tend;
      else
        t = t + step;
      end
    end
    factor = min(4, max(0.2, 0.9 * max(err, 1e-10) ^ (-1 / 6)));
    if ~(last && err <= 1 && factor >= 1)
      h = abs(step) * factor;
    end
  end
end

function [ynew, ok] = stage(g, t, y, h, a, c, j, n)
  z = zeros(3 * n, 1);
  m = eye(3 * n) - h * kron(a, j);
  ok = false;
  before = Inf;
  for iter = 1:12
    f = [g(t + c(1) * h, y + z(1:n)); g(t + c(2) * h, y + z(n + 1:2 * n)); g(t + c(3) * h, y + z(2 * n + 1:3 * n))];
    r = z - h * (kron(a, eye(n)) * f);
    d = m \ r;
    z = z - d;
    size_of = norm(d ./ (1.5e-8 + 1.5e-8 * repmat(abs(y), 3, 1)), Inf);
    if ~isfinite(size_of)
      break;
    end
    if size_of < 1e-3 || (iter > 3 && size_of >= before && size_of < 1)
      ok = true;
      break;
    end
    if iter > 3 && size_of > 2 * before
      break;
    end
    before = size_of;
  end
  ynew = y + z(2 * n + 1:3 * n);
end

function j = jacobian(g, t, y, n)
  f0 = g(t, y);
  j = zeros(n, n);
  for k = 1:n
    h = sqrt(eps) * max(abs(y(k)), 1e-5);
    up = y;
    up(k) = up(k) + h;
    j(:, k) = (g(t, up) - f0) / h;
  end
end
