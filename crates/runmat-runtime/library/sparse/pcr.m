function [x, flag, relres, iter, resvec] = pcr(A, b, tol, maxit, M, x0, varargin)
  % x = pcr(A, b, tol, maxit, M, x0): solves A*x = b, A Hermitian, by preconditioned conjugate residuals.
  % [x, flag, relres, iter, resvec] = pcr(…): flag is 0 where it converged, 1 after too many iterations, 3
  % where it broke down.
  %
  %     pcr([4 1; 1 3], [1; 2])
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    tol = [];
  end
  if nargin < 4
    maxit = [];
  end
  if nargin < 5
    M = [];
  end
  if nargin < 6
    x0 = [];
  end
  p = __krylov__('pcr', A, b, [{tol, maxit, M, [], x0}, varargin]);
  [x, flag, relres, iter, resvec] = __guarded__(@iterate, p);
  if nargout < 2
    __report__('pcr', flag, iter, relres, p);
  end
end

function [x, flag, relres, iter, resvec, more] = iterate(p)
  more = [];
  x = p.x;
  r = p.left(p.b - p.times(x));
  resvec = norm(r);
  start = resvec;
  flag = 1;
  iter = 0;
  if start == 0
    flag = 0;
  end
  d = r;
  ar = p.times(r);
  ad = ar;
  top = r' * ar;
  while flag == 1 && iter < p.maxit
    mad = p.left(ad);
    turn = mad' * ad;
    if turn == 0 || ~isfinite(turn)
      flag = 3;
      break
    end
    alpha = top / turn;
    x = x + alpha * d;
    r = r - alpha * mad;
    iter = iter + 1;
    resvec(end + 1, 1) = norm(r);
    if resvec(end) <= p.tol * start
      flag = 0;
      break
    end
    ar = p.times(r);
    before = top;
    top = r' * ar;
    if before == 0
      flag = 3;
      break
    end
    beta = top / before;
    d = r + beta * d;
    ad = ar + beta * ad;
  end
  relres = resvec(end) / max(start, realmin);
end
