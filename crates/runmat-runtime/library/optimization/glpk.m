function [xopt, fmin, errnum, extra] = glpk(c, A, b, lb, ub, ctype, vartype, sense, param)
  % [x, f, errnum, extra] = glpk(c, A, b, lb, ub, ctype, vartype, sense, param): the x that makes c'*x least (sense 1) or
  % largest (-1) with A*x compared to b as ctype says ('F' free, 'U' at most, 'S' equal, 'L' at least, 'D' between -b
  % and b), lb <= x <= ub, and whole numbers where vartype is 'I'.
  if nargin < 3
    print_usage();
  end
  start = tic;
  if isempty(c) || ~all(isfinite(c(:)))
    error('glpk: C must be a real vector of finite values');
  end
  c = c(:);
  n = numel(c);
  if ~isreal(A) || ~all(isfinite(A(:)))
    error('glpk: A must be finite, real-valued');
  end
  if isempty(b) || ~isreal(b) || ~all(isfinite(b(:)))
    error('glpk: B must be finite, real-valued');
  end
  A = full(A);
  b = b(:);
  m = numel(b);
  if nargin < 4 || isempty(lb)
    lb = zeros(n, 1);
  elseif ~isreal(lb) || any(isnan(lb(:))) || numel(lb) ~= n
    error('glpk: LB must be a real-valued vector of %d elements', n);
  end
  if nargin < 5 || isempty(ub)
    ub = Inf(n, 1);
  elseif ~isreal(ub) || any(isnan(ub(:))) || numel(ub) ~= n
    error('glpk: UB must be a real-valued vector of %d elements', n);
  end
  if nargin < 6 || isempty(ctype)
    ctype = repmat('S', m, 1);
  elseif ~ischar(ctype) || numel(ctype) ~= m || ~all(ismember(ctype(:), 'FUSLD'))
    error('glpk: CTYPE must contain only the characters ''F'', ''U'', ''S'', ''L'', or ''D''');
  end
  if nargin < 7 || isempty(vartype)
    vartype = repmat('C', n, 1);
  elseif ~ischar(vartype) || numel(vartype) ~= n || ~all(ismember(vartype(:), 'CI'))
    error('glpk: VARTYPE must contain only the characters ''C'' or ''I''');
  end
  if nargin < 8 || isempty(sense)
    sense = 1;
  elseif ~isscalar(sense) || ~isnumeric(sense) || isnan(sense)
    error('glpk: SENSE must be an integer value');
  end
  if nargin > 8 && ~isempty(param) && ~isstruct(param)
    error('glpk: PARAM must be a structure');
  end
  direction = 1;
  if sense < 0
    direction = -1;
  end
  lb = lb(:);
  ub = ub(:);
  ctype = ctype(:);
  whole = find(vartype(:) == 'I');
  [x, f, status, lambda, reduced] = relaxed(direction * c, A, b, lb, ub, ctype);
  if status == 0 && ~isempty(whole)
    [x, f, status] = branched(direction * c, A, b, lb, ub, ctype, whole, x, f);
    lambda = [];
    reduced = [];
  end
  xopt = x;
  fmin = direction * f;
  if status == 0
    fmin = c.' * x;
  end
  errnum = 0;
  extra.lambda = direction * lambda;
  extra.redcosts = direction * reduced;
  extra.time = toc(start);
  switch status
    case 0
      extra.status = 5;
    case 1
      extra.status = 1;
      errnum = 10;
      xopt = NA(n, 1);
      fmin = NA;
    otherwise
      extra.status = 6;
      xopt = NA(n, 1);
      fmin = NA;
  end
end

function [best, value, status] = branched(c, A, b, lb, ub, ctype, whole, x, f)
  % Branch and bound, the deepest node first.
  best = [];
  value = Inf;
  nodes = {struct('lb', lb, 'ub', ub, 'x', x, 'f', f)};
  while ~isempty(nodes)
    node = nodes{end};
    nodes(end) = [];
    if node.f >= value - 1e-9 * max(1, abs(value))
      continue
    end
    off = abs(node.x(whole) - round(node.x(whole)));
    [most, k] = max(off);
    if most < 1e-7
      node.x(whole) = round(node.x(whole));
      best = node.x;
      value = node.f;
      continue
    end
    v = whole(k);
    for side = 1:2
      l = node.lb;
      u = node.ub;
      if side == 1
        l(v) = ceil(node.x(v));
      else
        u(v) = floor(node.x(v));
      end
      if l(v) > u(v)
        continue
      end
      [y, g, status] = relaxed(c, A, b, l, u, ctype);
      if status == 0
        nodes{end + 1} = struct('lb', l, 'ub', u, 'x', y, 'f', g);
      end
    end
  end
  status = isempty(best);
end

function [x, f, status, lambda, reduced] = relaxed(c, A, b, lb, ub, ctype)
  % The problem without whole numbers: 0 solved, 1 no solution, 2 without bound.
  n = numel(c);
  lambda = zeros(numel(b), 1);
  reduced = zeros(n, 1);
  x = zeros(n, 1);
  f = 0;
  % x = shift + T*y with y >= 0.
  shift = zeros(n, 1);
  T = zeros(n, 0);
  G = zeros(0, n);
  h = zeros(0, 1);
  for k = 1:n
    e = zeros(n, 1);
    e(k) = 1;
    if isfinite(lb(k))
      shift(k) = lb(k);
      T = [T, e];
      if isfinite(ub(k))
        G(end + 1, :) = e.';
        h(end + 1, 1) = ub(k);
      end
    elseif isfinite(ub(k))
      shift(k) = ub(k);
      T = [T, -e];
    else
      T = [T, e, -e];
    end
  end
  M = zeros(0, n);
  r = zeros(0, 1);
  kind = zeros(0, 1);
  owner = zeros(0, 1);
  for k = 1:numel(b)
    switch ctype(k)
      case 'U'
        add = [1, b(k)];
      case 'L'
        add = [-1, b(k)];
      case 'S'
        add = [0, b(k)];
      case 'D'
        add = [1, abs(b(k)); -1, -abs(b(k))];
      otherwise
        add = zeros(0, 2);
    end
    for a = add.'
      M(end + 1, :) = A(k, :);
      r(end + 1, 1) = a(2);
      kind(end + 1, 1) = a(1);
      owner(end + 1, 1) = k;
    end
  end
  M = [M; G];
  r = [r; h];
  kind = [kind; ones(numel(h), 1)];
  owner = [owner; zeros(numel(h), 1)];
  B = M * T;
  rest = r - M * shift;
  [y, status, dual] = simplex(T.' * c, B, rest, kind);
  if status ~= 0
    return
  end
  x = shift + T * y;
  f = c.' * x;
  for k = 1:numel(owner)
    if owner(k) > 0
      lambda(owner(k)) = lambda(owner(k)) + dual(k);
    end
  end
  reduced = c - A.' * lambda;
end

function [y, status, dual] = simplex(c, B, r, kind)
  % Minimises c'*y for y >= 0 with B*y at most (1), equal to (0) or at least (-1) r: two phases in a tableau.
  [m, n] = size(B);
  slack = zeros(m, 0);
  for k = find(kind ~= 0).'
    e = zeros(m, 1);
    e(k) = kind(k);
    slack = [slack, e];
  end
  full_of = [B, slack];
  sign_of = ones(m, 1);
  sign_of(r < 0) = -1;
  full_of = full_of .* sign_of;
  r = r .* sign_of;
  total = size(full_of, 2);
  tableau = [full_of, eye(m), r];
  basis = total + (1:m);
  y = zeros(n, 1);
  dual = zeros(m, 1);
  cost = [zeros(1, total), ones(1, m), 0];
  cost = cost - sum(tableau, 1);
  cost(total + (1:m)) = 0;
  [tableau, cost, basis, bounded] = pivoted(tableau, cost, basis, total + m);
  if -cost(end) > 1e-8 * max(1, max(abs([r; 1])))
    status = 1;
    return
  end
  % Artificial variables leave the basis where they can.
  for k = find(basis > total)
    j = find(abs(tableau(k, 1:total)) > 1e-9, 1);
    if ~isempty(j)
      [tableau, cost, basis] = exchanged(tableau, cost, basis, k, j);
    end
  end
  prices = [c.', zeros(1, total - n)];
  cost = [prices, zeros(1, m), 0];
  for k = 1:m
    if basis(k) <= total
      cost = cost - prices(basis(k)) * tableau(k, :);
    end
  end
  [tableau, cost, basis, bounded] = pivoted(tableau, cost, basis, total);
  if ~bounded
    status = 2;
    return
  end
  status = 0;
  values = zeros(total + m, 1);
  values(basis) = tableau(:, end);
  y = values(1:n);
  dual = -cost(total + (1:m)).' .* sign_of;
end

function [tableau, cost, basis, bounded] = pivoted(tableau, cost, basis, usable)
  bounded = true;
  steps = 0;
  while true
    steps = steps + 1;
    if steps < 200
      [least, j] = min(cost(1:usable));
      if isempty(j) || least >= -1e-10
        return
      end
    else
      % Bland's rule, which does not go round in circles.
      j = find(cost(1:usable) < -1e-10, 1);
      if isempty(j)
        return
      end
    end
    column = tableau(:, j);
    ratios = tableau(:, end) ./ column;
    ratios(column <= 1e-10) = Inf;
    best = min(ratios);
    if isempty(best) || isinf(best)
      bounded = false;
      return
    end
    ties = find(ratios <= best + 1e-12 * max(1, abs(best)));
    [~, t] = min(basis(ties));
    [tableau, cost, basis] = exchanged(tableau, cost, basis, ties(t), j);
  end
end

function [tableau, cost, basis] = exchanged(tableau, cost, basis, k, j)
  tableau(k, :) = tableau(k, :) / tableau(k, j);
  others = [1:k - 1, k + 1:size(tableau, 1)];
  tableau(others, :) = tableau(others, :) - tableau(others, j) * tableau(k, :);
  cost = cost - cost(j) * tableau(k, :);
  basis(k) = j;
end
