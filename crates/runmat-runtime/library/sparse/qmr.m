function [x, flag, relres, iter, resvec] = qmr(A, b, varargin)
  % x = qmr(A, b, tol, maxit, M1, M2, x0): solves A*x = b by the quasi-minimal residual method.
  % A, M1, M2 are matrices or functions (of x and 'notransp' or 'transp').
  % [x, flag, relres, iter, resvec] = qmr(…): flag is 0 where it converged.
  %
  %     qmr([4 1; 1 3], [1; 2])
  if nargin < 2
    print_usage();
  end
  p = __krylov__('qmr', A, b, varargin);
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
    __report__('qmr', flag, iter, relres, p);
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
  vt = r;
  y = p.left(vt);
  rho = norm(y);
  wt = r;
  z = p.right_adjoint(wt);
  xi = norm(z);
  gamma = 1;
  eta = -1;
  theta = 0;
  [d, s, q, e] = deal(zeros(size(r)));
  [epsilon, delta] = deal(1);
  while flag == 1 && iter < p.maxit
    if rho == 0 || xi == 0
      flag = 4;
      break
    end
    v = vt / rho;
    y = y / rho;
    w = wt / xi;
    z = z / xi;
    delta = z' * y;
    if delta == 0 || ~isfinite(delta)
      flag = 4;
      break
    end
    yt = p.right(y);
    zt = p.left_adjoint(z);
    if iter == 0
      e = yt;
      q = zt;
    else
      e = yt - (xi * delta / epsilon) * e;
      q = zt - conj(rho * delta / epsilon) * q;
    end
    at_e = p.times(e);
    epsilon = q' * at_e;
    if epsilon == 0 || ~isfinite(epsilon)
      flag = 4;
      break
    end
    beta = epsilon / delta;
    vt = at_e - beta * v;
    y = p.left(vt);
    before = rho;
    rho = norm(y);
    wt = p.times_adjoint(q) - conj(beta) * w;
    z = p.right_adjoint(wt);
    xi = norm(z);
    old = gamma;
    theta_before = theta;
    theta = rho / (old * abs(beta));
    gamma = 1 / sqrt(1 + theta ^ 2);
    if gamma == 0
      flag = 4;
      break
    end
    eta = -eta * before * gamma ^ 2 / (beta * old ^ 2);
    if iter == 0
      d = eta * e;
      s = eta * at_e;
    else
      d = eta * e + (theta_before * gamma) ^ 2 * d;
      s = eta * at_e + (theta_before * gamma) ^ 2 * s;
    end
    x = x + d;
    r = r - s;
    iter = iter + 1;
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
