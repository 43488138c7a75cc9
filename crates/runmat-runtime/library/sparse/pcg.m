function [x, flag, relres, iter, resvec, eigest] = pcg(A, b, varargin)
  % x = pcg(A, b, tol, maxit, M1, M2, x0): solves A*x = b by preconditioned conjugate gradients.
  % A, M1, M2 are matrices or functions (of x giving A*x, M1\\x, M2\\x).
  % [x, flag, relres, iter, resvec] = pcg(…): flag is 0 where it converged.
  % A sixth output estimates the smallest and largest eigenvalue of the preconditioned matrix.
  %
  %     pcg([4 1; 1 3], [1; 2])
  if nargin < 2
    print_usage();
  end
  p = __krylov__('pcg', A, b, varargin);
  if norm(b) == 0
    x = zeros(numel(b), 1);
    flag = 0;
    relres = 0;
    iter = 0;
    resvec = 0;
    eigest = [NaN, NaN];
    return
  end
  [x, flag, relres, iter, resvec, T] = __guarded__(@iterate, p);
  if nargout > 5
    eigest = extremes(T);
  end
  if nargout < 2
    __report__('pcg', flag, iter, relres, p);
  end
end

function eigest = extremes(T)
  if size(T, 1) < 2
    warning('pcg: eigenvalue estimate failed: iteration converged too fast');
    eigest = [NaN, NaN];
    return
  end
  l = eig(T);
  eigest = [min(l), max(l)];
end

function [x, flag, relres, iter, resvec, T] = iterate(p)
  x = p.x;
  scale = norm(p.b);
  r = p.b - p.times(x);
  resvec = norm(r);
  flag = 1;
  iter = 0;
  T = [];
  best = x;
  at = 0;
  smallest = resvec;
  if resvec <= p.tol * scale
    flag = 0;
  end
  rho = 1;
  d = zeros(size(r));
  beta = 0;
  alphas = zeros(1, 0);
  betas = zeros(1, 0);
  while flag == 1 && iter < p.maxit
    z = p.right(p.left(r));
    before = rho;
    rho = z' * r;
    if iter > 0
      beta = rho / before;
    end
    d = z + beta * d;
    q = p.times(d);
    curvature = d' * q;
    if abs(imag(curvature)) >= abs(real(curvature)) * p.tol || real(curvature) <= 0
      flag = 4;
      break
    end
    alpha = rho / curvature;
    step = alpha * d;
    iter = iter + 1;
    if norm(step) <= eps(class(x)) * norm(x)
      flag = 3;
      break
    end
    x = x + step;
    r = r - alpha * q;
    resvec(end + 1, 1) = norm(r);
    alphas(end + 1) = real(alpha);
    betas(end + 1) = real(beta);
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
    relres = smallest / scale;
    iter = at;
  else
    relres = resvec(end) / scale;
  end
  k = numel(alphas);
  if k > 0
    main = 1 ./ alphas + [0, betas(2:end) ./ alphas(1:end - 1)];
    side = sqrt(betas(2:end)) ./ alphas(1:end - 1);
    T = diag(main) + diag(side, 1) + diag(side, -1);
  end
end
