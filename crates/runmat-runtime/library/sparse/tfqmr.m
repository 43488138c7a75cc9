function [x, flag, relres, iter, resvec] = tfqmr(A, b, varargin)
  % x = tfqmr(A, b, tol, maxit, M1, M2, x0): solves A*x = b by the transpose-free quasi-minimal residual method.
  % A, M1, M2 are matrices or functions (of x giving A*x, M1\\x, M2\\x).
  % [x, flag, relres, iter, resvec] = tfqmr(…): flag is 0 where it converged.
  %
  %     tfqmr([4 1; 1 3], [1; 2])
  if nargin < 2
    print_usage();
  end
  p = __krylov__('tfqmr', A, b, varargin);
  if norm(b) == 0
    x = zeros(numel(b), 1);
    flag = 0;
    relres = 0;
    iter = 0;
    resvec = 0;
    return
  end
  [x, flag, relres, iter, resvec] = __guarded__(@iterate, p);
  if nargout < 2
    __report__('tfqmr', flag, iter, relres, p);
  end
end

function [x, flag, relres, iter, resvec, more] = iterate(p)
  more = [];
  x = p.x;
  scale = norm(p.b);
  r = p.b - p.times(x);
  resvec = norm(r);
  flag = 1;
  iter = 0;
  best = x;
  at = 0;
  smallest = resvec;
  if resvec <= p.tol * scale
    flag = 0;
  end
  w = r;
  u = r;
  shadow = r;
  v = p.times(p.right(p.left(u)));
  au = v;
  d = zeros(size(r));
  tau = resvec;
  theta = 0;
  eta = 0;
  rho = shadow' * r;
  alpha = 0;
  half = 0;
  while flag == 1 && half < 2 * p.maxit
    odd = mod(half, 2) == 0;
    if odd
      turn = shadow' * v;
      if turn == 0 || rho == 0 || ~isfinite(turn)
        flag = 4;
        break
      end
      alpha = rho / turn;
      next = u - alpha * v;
    end
    w = w - alpha * au;
    d = p.right(p.left(u)) + (theta ^ 2 * eta / alpha) * d;
    theta = norm(w) / tau;
    c = 1 / sqrt(1 + theta ^ 2);
    tau = tau * theta * c;
    eta = c ^ 2 * alpha;
    x = x + eta * d;
    half = half + 1;
    resvec(end + 1, 1) = norm(p.b - p.times(x));
    iter = ceil(half / 2);
    if resvec(end) < smallest
      smallest = resvec(end);
      best = x;
      at = iter;
    end
    if resvec(end) <= p.tol * scale
      flag = 0;
      break
    end
    if odd
      u = next;
      au = p.times(p.right(p.left(u)));
    else
      before = rho;
      rho = shadow' * w;
      beta = rho / before;
      u = w + beta * u;
      old = au;
      au = p.times(p.right(p.left(u)));
      v = au + beta * (old + beta * v);
    end
  end
  if flag ~= 0
    x = best;
    iter = at;
    relres = smallest / scale;
  else
    relres = resvec(end) / scale;
  end
end
