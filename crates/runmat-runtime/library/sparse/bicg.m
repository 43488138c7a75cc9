function [x, flag, relres, iter, resvec] = bicg(A, b, varargin)
  % x = bicg(A, b, tol, maxit, M1, M2, x0): solves A*x = b by biconjugate gradients.
  % A, M1, M2 are matrices or functions (of x and 'notransp' or 'transp').
  % [x, flag, relres, iter, resvec] = bicg(…): flag is 0 where it converged.
  %
  %     bicg([4 1; 1 3], [1; 2])
  if nargin < 2
    print_usage();
  end
  p = __krylov__('bicg', A, b, varargin);
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
    __report__('bicg', flag, iter, relres, p);
  end
end

function [x, flag, relres, iter, resvec, more] = iterate(p)
  more = [];
  x = p.x;
  scale = norm(p.b);
  r = p.b - p.times(x);
  resvec = norm(r);
  s = conj(r);
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
  e = d;
  while flag == 1 && iter < p.maxit
    z = p.right(p.left(r));
    y = p.left_adjoint(p.right_adjoint(s));
    before = rho;
    rho = y' * r;
    if rho == 0 || ~isfinite(rho)
      flag = 4;
      break
    end
    if iter == 0
      d = z;
      e = y;
    else
      d = z + (rho / before) * d;
      e = y + conj(rho / before) * e;
    end
    q = p.times(d);
    turn = e' * q;
    if abs(turn) <= eps * norm(e) * norm(q) || ~isfinite(turn)
      flag = 4;
      break
    end
    alpha = rho / turn;
    iter = iter + 1;
    if norm(alpha * d) <= eps(class(x)) * norm(x)
      flag = 3;
      break
    end
    x = x + alpha * d;
    r = r - alpha * q;
    s = s - conj(alpha) * p.times_adjoint(e);
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
