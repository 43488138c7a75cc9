function [x, obj, info, lambda] = qp(x0, H, varargin)
  % [x, obj, info, lambda] = qp(x0, H, q, A, b, lb, ub, A_lb, A_in, A_ub, options): minimises x'*H*x/2 + x'*q with
  % A*x = b, lb <= x <= ub and A_lb <= A_in*x <= A_ub, by a method of active sets.
  most = 200;
  tolerance = sqrt(eps);
  given = varargin;
  if ~isempty(given) && isstruct(given{end})
    most = optimget(given{end}, 'MaxIter', 200);
    tolerance = optimget(given{end}, 'TolX', sqrt(eps));
    given(end) = [];
  end
  if nargin < 2 || ~any(numel(given) == [0, 1, 3, 5, 8])
    print_usage();
  end
  given(end + 1:8) = {[]};
  [q, A, b, lb, ub, A_lb, A_in, A_ub] = given{:};
  n = size(H, 1);
  if size(H, 2) ~= n
    error('qp: quadratic penalty matrix must be square');
  end
  if isempty(x0)
    x0 = zeros(n, 1);
  end
  x = x0(:);
  if numel(x) ~= n
    error('qp: the initial guess has incorrect length');
  end
  if isempty(q)
    q = zeros(n, 1);
  end
  q = q(:);
  if isempty(A)
    A = zeros(0, n);
    b = zeros(0, 1);
  end
  b = b(:);
  if numel(q) ~= n || size(A, 2) ~= n || size(A, 1) ~= numel(b)
    error('qp: the constraints have incorrect sizes');
  end
  % All inequalities as G*x >= h.
  G = zeros(0, n);
  h = zeros(0, 1);
  if ~isempty(lb)
    lb = lb(:) + zeros(n, 1);
    k = isfinite(lb);
    one = eye(n);
    G = [G; one(k, :)];
    h = [h; lb(k)];
  end
  if ~isempty(ub)
    ub = ub(:) + zeros(n, 1);
    k = isfinite(ub);
    one = eye(n);
    G = [G; -one(k, :)];
    h = [h; -ub(k)];
  end
  if ~isempty(lb) && ~isempty(ub) && any(lb > ub)
    error('qp: lower bound is larger than upper bound');
  end
  if ~isempty(A_in)
    m = size(A_in, 1);
    if ~isempty(A_lb)
      A_lb = A_lb(:);
      k = isfinite(A_lb);
      G = [G; A_in(k, :)];
      h = [h; A_lb(k)];
    end
    if ~isempty(A_ub)
      A_ub = A_ub(:);
      k = isfinite(A_ub);
      G = [G; -A_in(k, :)];
      h = [h; -A_ub(k)];
    end
  end
  slack = 10 * eps * max([1; abs(h); abs(b)]) * 100;
  feasible = all(G * x - h >= -slack) && all(abs(A * x - b) <= slack);
  info.solveiter = 0;
  info.info = 0;
  if ~feasible
    [y, ~, wrong, extra] = glpk(zeros(n, 1), [A; G], [b; h], -Inf(n, 1), [], [repmat('S', numel(b), 1); repmat('L', numel(h), 1)]);
    if wrong ~= 0 || extra.status ~= 5
      info.info = 6;
      obj = [];
      lambda = [];
      return
    end
    % From there as near to the guess as it goes.
    x = y;
  end
  active = abs(G * x - h) <= slack;
  active = independent(A, G, active);
  lambda_all = zeros(numel(b) + numel(h), 1);
  for iteration = 1:most
    info.solveiter = iteration;
    W = [A; G(active, :)];
    g = H * x + q;
    if isempty(W)
      Z = eye(n);
    else
      Z = null(W);
    end
    if isempty(Z)
      p = zeros(n, 1);
      curved = true;
    else
      R = Z.' * H * Z;
      [~, bad] = chol((R + R.') / 2);
      curved = bad == 0;
      if curved
        p = -Z * (R \ (Z.' * g));
      else
        [v, d] = eig((R + R.') / 2);
        [least, k] = min(diag(d));
        if least < -tolerance * max(1, norm(H, 1))
          p = Z * v(:, k);
          if g.' * p > 0
            p = -p;
          end
        else
          p = -Z * (pinv(R) * (Z.' * g));
          if norm(Z.' * (H * p + g)) > tolerance * max(1, norm(g))
            p = -Z * (Z.' * g);
          else
            curved = true;
          end
        end
      end
    end
    if norm(p) <= tolerance * max(1, norm(x)) * 1e-4
      multipliers = zeros(0, 1);
      if ~isempty(W)
        multipliers = W.' \ g;
      end
      inner = multipliers(numel(b) + 1:end);
      places = find(active);
      [least, k] = min(inner);
      if isempty(k) || least >= -tolerance
        lambda_all = zeros(numel(b) + numel(h), 1);
        lambda_all(1:numel(b)) = -multipliers(1:numel(b));
        lambda_all(numel(b) + places) = inner;
        break
      end
      active(places(k)) = false;
      continue
    end
    step = Inf;
    if curved
      step = 1;
    end
    block = 0;
    down = G * p;
    for k = find(~active & down < -1e-14 * norm(p)).'
      room = (h(k) - G(k, :) * x) / down(k);
      if room < step
        step = max(room, 0);
        block = k;
      end
    end
    if isinf(step)
      info.info = 3;
      break
    end
    x = x + step * p;
    if block > 0
      active(block) = true;
    end
    if iteration == most
      info.info = 1;
    end
  end
  obj = x.' * H * x / 2 + q.' * x;
  lambda = lambda_all;
end

function active = independent(A, G, active)
  % As many of the active ones as are independent of one another.
  W = A;
  for k = find(active).'
    if rank([W; G(k, :)]) > size(W, 1)
      W = [W; G(k, :)];
    else
      active(k) = false;
    end
  end
end
