function [x, flag, relres, iter, resvec] = gmres(A, b, restart, tol, maxit, varargin)
  % x = gmres(A, b, restart, tol, maxit, M1, M2, x0): solves A*x = b by the method of generalised minimal
  % residuals, started anew after restart iterations. A, M1, M2 are matrices or functions.
  % [x, flag, relres, iter, resvec] = gmres(…): flag is 0 where it converged; iter has outer and inner count.
  %
  %     gmres([4 1; 1 3], [1; 2])
  if nargin < 2
    print_usage();
  end
  n = numel(b);
  if nargin < 3
    restart = [];
  end
  if nargin < 4
    tol = [];
  end
  if nargin < 5
    maxit = [];
  end
  p = __krylov__('gmres', A, b, [{tol, maxit}, varargin]);
  if isempty(restart)
    p.inner = min(p.maxit, n);
    p.outer = 1;
  else
    p.inner = min(restart, n);
    p.outer = min(p.maxit, n);
    if isempty(maxit)
      p.outer = min(ceil(n / p.inner), 10);
    end
  end
  if norm(b) == 0
    x = zeros(n, 1);
    flag = 0;
    relres = 0;
    iter = [0, 0];
    resvec = 0;
    return
  end
  [x, flag, relres, iter, resvec] = __guarded__(@iterate, p);
  if nargout < 2
    __report__('gmres', flag, iter, relres, p);
  end
end

function [x, flag, relres, iter, resvec, more] = iterate(p)
  more = [];
  x = p.x;
  scale = norm(p.right(p.left(p.b)));
  r = p.right(p.left(p.b - p.times(x)));
  resvec = norm(r);
  flag = 1;
  iter = [0, 0];
  if resvec <= p.tol * scale
    flag = 0;
    relres = resvec / scale;
    return
  end
  for outer = 1:p.outer
    m = p.inner;
    beta = norm(r);
    V = zeros(numel(r), m + 1, class(r));
    H = zeros(m + 1, m, class(r));
    V(:, 1) = r / beta;
    rotation = zeros(2, m);
    g = zeros(m + 1, 1);
    g(1) = beta;
    used = 0;
    for k = 1:m
      w = p.right(p.left(p.times(V(:, k))));
      for pass = 1:2
        h = V(:, 1:k)' * w;
        w = w - V(:, 1:k) * h;
        H(1:k, k) = H(1:k, k) + h;
      end
      below = norm(w);
      H(k + 1, k) = below;
      if below > 0
        V(:, k + 1) = w / below;
      end
      for j = 1:k - 1
        pair = H(j:j + 1, k);
        H(j, k) = rotation(1, j)' * pair(1) + rotation(2, j)' * pair(2);
        H(j + 1, k) = -rotation(2, j) * pair(1) + rotation(1, j) * pair(2);
      end
      pair = H(k:k + 1, k);
      size_of = norm(pair);
      if size_of == 0
        flag = 3;
        break
      end
      rotation(:, k) = pair / size_of;
      H(k, k) = size_of;
      H(k + 1, k) = 0;
      g(k + 1) = -rotation(2, k) * g(k);
      g(k) = rotation(1, k)' * g(k);
      used = k;
      resvec(end + 1, 1) = abs(g(k + 1));
      iter = [outer, k];
      if resvec(end) <= p.tol * scale
        flag = 0;
        break
      end
    end
    if used > 0
      step = V(:, 1:used) * (H(1:used, 1:used) \ g(1:used));
      x = x + step;
      if flag == 1 && norm(step) <= eps(class(x)) * norm(x)
        flag = 3;
      end
    end
    if flag ~= 1
      break
    end
    r = p.right(p.left(p.b - p.times(x)));
  end
  relres = norm(p.right(p.left(p.b - p.times(x)))) / scale;
end
