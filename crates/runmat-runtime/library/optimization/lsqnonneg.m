function [x, resnorm, residual, exitflag, output, lambda] = lsqnonneg(c, d, x0, options)
  % x = lsqnonneg(c, d): the x >= 0 that makes norm(c*x - d) least.
  if nargin == 1 && ischar(c) && strcmp(c, 'defaults')
    x = struct('MaxIter', 1e5);
    return;
  end
  if nargin < 2
    print_usage();
  end
  if ~(isnumeric(c) && ismatrix(c) && isnumeric(d) && ismatrix(d) && rows(c) == rows(d))
    error('lsqnonneg: C and D must be real matrices with the same number of rows');
  end
  if nargin < 3
    x0 = [];
  end
  if nargin < 4
    options = struct();
  end
  n = columns(c);
  maxiter = optimget(options, 'MaxIter', 1e5);
  tol = 10 * eps * norm(c, 1) * max(size(c));
  if isempty(x0)
    passive = false(n, 1);
    x = zeros(n, 1);
  else
    passive = x0(:) > 0;
    x = zeros(n, 1);
    if any(passive)
      x(passive) = max(c(:, passive) \ d, 0);
      passive = x > 0;
    end
  end
  iter = 0;
  exitflag = 0;
  while iter < maxiter
    w = c' * (d - c * x);
    candidates = find(~passive & w > tol);
    if isempty(candidates)
      exitflag = iter;
      break;
    end
    iter = iter + 1;
    [~, best] = max(w(candidates));
    passive(candidates(best)) = true;
    while true
      s = zeros(n, 1);
      s(passive) = c(:, passive) \ d;
      if all(s(passive) > 0)
        break;
      end
      bad = find(passive & s <= 0);
      alpha = min(x(bad) ./ (x(bad) - s(bad)));
      x = x + alpha * (s - x);
      gone = passive & abs(x) <= tol;
      gone(bad(x(bad) <= eps)) = true;
      passive(gone) = false;
      x(gone) = 0;
      if ~any(passive)
        s = zeros(n, 1);
        break;
      end
    end
    x = s;
  end
  if exitflag == 0 && iter < maxiter
    exitflag = max(iter, 1);
  end
  residual = d - c * x;
  resnorm = residual' * residual;
  output.algorithm = 'nnls-active-set';
  output.iterations = iter;
  lambda = c' * (d - c * x);
  lambda(passive) = 0;
end
