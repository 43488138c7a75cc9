function [x, flag, relres, iter, resvec] = bicgstab(A, b, varargin)
  % x = bicgstab(A, b, tol, maxit, M1, M2, x0): solves A*x = b by stabilised biconjugate gradients.
  % A, M1, M2 are matrices or functions (of x giving A*x, M1\\x, M2\\x).
  % [x, flag, relres, iter, resvec] = bicgstab(…): flag is 0 where it converged.
  %
  %     bicgstab([4 1; 1 3], [1; 2])
  if nargin < 2
    print_usage();
  end
  p = __krylov__('bicgstab', A, b, varargin);
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
    __report__('bicgstab', flag, iter, relres, p);
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
  [rho, alpha, omega] = deal(1);
  v = zeros(size(r));
  d = v;
  while flag == 1 && iter < p.maxit
    before = rho;
    rho = shadow' * r;
    if rho == 0 || ~isfinite(rho)
      flag = 4;
      break
    end
    d = r + (rho / before) * (alpha / omega) * (d - omega * v);
    z = p.right(p.left(d));
    v = p.times(z);
    alpha = rho / (shadow' * v);
    if ~isfinite(alpha)
      flag = 4;
      break
    end
    half = x + alpha * z;
    s = r - alpha * v;
    resvec(end + 1, 1) = norm(s);
    if resvec(end) <= p.tol * scale
      flag = 0;
      x = half;
      iter = iter + 0.5;
      break
    end
    if resvec(end) < smallest
      smallest = resvec(end);
      best = half;
      at = iter + 0.5;
    end
    y = p.right(p.left(s));
    t = p.times(y);
    omega = (t' * s) / (t' * t);
    if omega == 0 || ~isfinite(omega)
      flag = 4;
      break
    end
    old = x;
    x = half + omega * y;
    r = s - omega * t;
    iter = iter + 1;
    resvec(end + 1, 1) = norm(r);
    if resvec(end) < smallest
      smallest = resvec(end);
      best = x;
      at = iter;
    end
    if resvec(end) <= p.tol * scale
      flag = 0;
    elseif norm(x - old) <= eps(class(x)) * norm(x)
      flag = 3;
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
