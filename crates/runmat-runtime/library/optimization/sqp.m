function [x, obj, info, iterations, evaluations, lambda] = sqp(x0, objective, equalities, inequalities, lb, ub, maxiter, tolerance)
  % [x, obj, info, iter, nf, lambda] = sqp(x0, phi, g, h, lb, ub, maxiter, tol): minimises phi(x) with g(x) = 0, h(x) >= 0
  % and lb <= x <= ub, by successive quadratic programs. A function may be a cell: function, gradient, Hessian.
  if nargin < 2 || nargin == 5
    print_usage();
  end
  if ~isvector(x0)
    error('sqp: X must be a vector');
  end
  x = x0(:);
  n = numel(x);
  [phi, slope, curvature] = parts(objective, 3, 'PHI');
  g = @(x) zeros(0, 1);
  g_slope = @(x) zeros(0, n);
  if nargin > 2 && ~isempty(equalities)
    [g, g_slope] = parts(equalities, 2, 'G');
  end
  h = @(x) zeros(0, 1);
  h_slope = @(x) zeros(0, n);
  if nargin > 3 && ~isempty(inequalities)
    [h, h_slope] = parts(inequalities, 2, 'H');
  end
  if nargin > 4
    lb = bound(lb, n, -Inf, 'lower');
    ub = bound(ub, n, Inf, 'upper');
    if any(lb > ub)
      error('sqp: upper bound smaller than lower bound');
    end
    low = isfinite(lb);
    high = isfinite(ub);
    one = eye(n);
    bounds_of = [one(low, :); -one(high, :)];
    at = [lb(low); -ub(high)];
    plain = h;
    plain_slope = h_slope;
    h = @(x) [reshape(plain(x), [], 1); bounds_of * x - at];
    h_slope = @(x) [slope_of(plain, plain_slope, x); bounds_of];
  end
  if nargin < 7 || isempty(maxiter)
    maxiter = 100;
  elseif ~isscalar(maxiter) || maxiter <= 0 || maxiter ~= fix(maxiter)
    error('sqp: invalid number of maximum iterations');
  end
  if nargin < 8 || isempty(tolerance)
    tolerance = sqrt(eps);
  elseif ~isscalar(tolerance) || tolerance <= 0
    error('sqp: invalid value for TOLERANCE');
  end
  evaluations = 1;
  obj = phi(x);
  c = slope_of(phi, slope, x).';
  B = eye(n);
  if ~isempty(curvature)
    B = curvature(x);
  end
  ce = reshape(g(x), [], 1);
  F = slope_of(g, g_slope, x);
  ci = reshape(h(x), [], 1);
  C = slope_of(h, h_slope, x);
  lambda = 100 * ones(numel(ce) + numel(ci), 1);
  penalty = 1;
  info = 103;
  iterations = 0;
  while iterations < maxiter
    iterations = iterations + 1;
    [p, ~, state, multipliers] = qp(zeros(n, 1), B, c, F, -ce, [], [], -ci, C, Inf(size(ci)));
    if state.info == 6 || numel(multipliers) < numel(ce) + numel(ci)
      % No step meets all constraints: one that reduces their violation.
      J = [F; C(ci < 0, :)];
      p = -pinv(J) * [ce; ci(ci < 0)];
      multipliers = zeros(numel(ce) + numel(ci), 1);
      if norm(p) < tolerance * max(1, norm(x))
        info = 101;
        break
      end
    end
    lambda = multipliers;
    le = -reshape(lambda(1:numel(ce)), [], 1);
    li = reshape(lambda(numel(ce) + 1:end), [], 1);
    stationary = norm(c - F.' * le - C.' * li);
    violation = max([abs(ce); max(-ci, 0); 0]);
    if stationary < 1e-2 * tolerance * (1 + norm(c)) && violation < tolerance
      info = 101;
      break
    end
    if norm(p) < 1e-3 * tolerance * (1e-2 + norm(x)) && violation < tolerance
      info = 104;
      break
    end
    penalty = max(penalty, 1.5 * max([abs(lambda); 0]) + 1e-3);
    merit = obj + penalty * (sum(abs(ce)) + sum(max(-ci, 0)));
    descent = c.' * p - penalty * (sum(abs(ce)) + sum(max(-ci, 0)));
    step = 1;
    while true
      xn = x + step * p;
      on = phi(xn);
      evaluations = evaluations + 1;
      cen = reshape(g(xn), [], 1);
      cin = reshape(h(xn), [], 1);
      mn = on + penalty * (sum(abs(cen)) + sum(max(-cin, 0)));
      if mn <= merit + 1e-4 * step * descent || step < 1e-10
        break
      end
      step = step / 2;
    end
    cn = slope_of(phi, slope, xn).';
    Fn = slope_of(g, g_slope, xn);
    Cn = slope_of(h, h_slope, xn);
    s = xn - x;
    if isempty(curvature)
      y = (cn - Fn.' * le - Cn.' * li) - (c - F.' * le - C.' * li);
      sBs = s.' * B * s;
      if sBs > 0
        sy = s.' * y;
        if sy < 0.2 * sBs
          % Powell's damping keeps B positive definite.
          theta = 0.8 * sBs / (sBs - sy);
          y = theta * y + (1 - theta) * (B * s);
          sy = s.' * y;
        end
        B = B - (B * s) * (B * s).' / sBs + y * y.' / sy;
        B = (B + B.') / 2;
      end
    else
      B = curvature(xn);
    end
    x = xn;
    obj = on;
    c = cn;
    ce = cen;
    F = Fn;
    ci = cin;
    C = Cn;
    if norm(s) < 1e-4 * tolerance * (1 + norm(x)) && max([abs(ce); max(-ci, 0); 0]) < tolerance
      info = 104;
      break
    end
  end
  % As the gradient of phi is put together of those of g and h.
  lambda(1:numel(ce)) = -lambda(1:numel(ce));
end

function b = bound(b, n, default, name)
  if isempty(b)
    b = repmat(default, n, 1);
  elseif isscalar(b)
    b = repmat(b, n, 1);
  elseif ~isvector(b) || numel(b) ~= n
    error('sqp: invalid %s bound', name);
  end
  b = b(:);
end

function [f, slope, curvature] = parts(given, most, name)
  slope = [];
  curvature = [];
  if iscell(given)
    if isempty(given) || numel(given) > most
      error('sqp: invalid objective function specification in %s', name);
    end
    list = given;
  else
    list = {given};
  end
  for k = 1:numel(list)
    if ischar(list{k})
      list{k} = str2func(list{k});
    elseif ~isa(list{k}, 'function_handle')
      error('sqp: invalid function in %s', name);
    end
  end
  f = list{1};
  if numel(list) > 1
    slope = list{2};
  end
  if numel(list) > 2
    curvature = list{3};
  end
end

function J = slope_of(f, slope, x)
  % The derivative, a row for each value of f.
  if ~isempty(slope)
    J = slope(x);
    if iscolumn(J) && numel(J) == numel(x) && numel(x) > 1
      J = J.';
    end
    return
  end
  f0 = reshape(f(x), [], 1);
  J = zeros(numel(f0), numel(x));
  for k = 1:numel(x)
    d = eps ^ (1 / 3) * max(abs(x(k)), 1);
    up = x;
    up(k) = up(k) + d;
    down = x;
    down(k) = down(k) - d;
    J(:, k) = (reshape(f(up), [], 1) - reshape(f(down), [], 1)) / (2 * d);
  end
end
