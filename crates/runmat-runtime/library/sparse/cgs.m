function [x, flag, relres, iter, resvec] = cgs(A, b, varargin)
  % x = cgs(A, b, tol, maxit, M1, M2, x0): solves A*x = b by squared conjugate gradients.
  % A, M1, M2 are matrices or functions (of x giving A*x, M1\\x, M2\\x).
  % [x, flag, relres, iter, resvec] = cgs(…): flag is 0 where it converged.
  %
  %     cgs([4 1; 1 3], [1; 2])
  if nargin < 2
    print_usage();
  end
  p = __krylov__('cgs', A, b, varargin);
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
    __report__('cgs', flag, iter, relres, p);
  end
end

function [x, flag, relres, iter, resvec, more] = iterate(p)
  more = [];
  x = p.x;
  scale = norm(p.b);
  r = p.b - p.times(x);
  resvec = norm(r);
  shadow = r;
  flag = 1;
  iter = 0;
  best = x;
  at = 0;
  smallest = resvec;
  if resvec <= p.tol * scale
    flag = 0;
  end
  rho = 1;
  d = zeros(size(r));
  q = d;
  while flag == 1 && iter < p.maxit
    before = rho;
    rho = shadow' * r;
    if rho == 0 || ~isfinite(rho)
      flag = 4;
      break
    end
    beta = rho / before;
    if iter == 0
      beta = 0;
    end
    u = r + beta * q;
    d = u + beta * (q + beta * d);
    v = p.times(p.right(p.left(d)));
    turn = shadow' * v;
    if turn == 0 || ~isfinite(turn)
      flag = 4;
      break
    end
    alpha = rho / turn;
    q = u - alpha * v;
    w = p.right(p.left(u + q));
    iter = iter + 1;
    if norm(alpha * w) <= eps(class(x)) * norm(x)
      flag = 3;
      break
    end
    x = x + alpha * w;
    r = r - alpha * p.times(w);
    resvec(end + 1, 1) = norm(r);
    if resvec(end) < smallest
      smallest = resvec(end);
      best = x;
      at = iter;
    end
    if resvec(end) <= p.tol * scale
      flag = 0;
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
