function [x, fval, info, output, fjac] = fsolve(fcn, x0, options)
  % [x, fval, info] = fsolve(f, x0, options): a solution of f(x) = 0 near x0.
  if nargin == 1 && ischar(fcn) && strcmp(fcn, 'defaults')
    x = struct('AutoScaling', 'off', 'ComplexEqn', 'off', 'FunValCheck', 'off', 'FinDiffType', 'forward', 'Jacobian', 'off', 'MaxFunEvals', Inf, 'MaxIter', 400, 'OutputFcn', [], 'TolFun', 1e-6, 'TolX', 1e-6, 'TypicalX', [], 'Updating', 'on');
    return;
  end
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    options = struct();
  end
  if ischar(fcn)
    fcn = str2func(fcn);
  elseif iscell(fcn)
    parts = fcn;
    fcn = @(x) both_parts(parts, x);
    options.Jacobian = 'on';
  end
  shape = size(x0);
  n = numel(x0);
  jac = strcmpi(optimget(options, 'Jacobian', 'off'), 'on');
  complex_eqn = strcmpi(optimget(options, 'ComplexEqn', 'off'), 'on');
  funchk = strcmpi(optimget(options, 'FunValCheck', 'off'), 'on');
  tolf = optimget(options, 'TolFun', 1e-6);
  tolx = optimget(options, 'TolX', 1e-6);
  maxiter = optimget(options, 'MaxIter', 400);
  maxfev = optimget(options, 'MaxFunEvals', Inf);
  outfcn = optimget(options, 'OutputFcn', []);
  x = x0(:);
  fsize = [];
  nfev = 0;
  niter = 0;
  info = 0;
  lambda = 1e-3;
  [f, j, fsize] = values_at(fcn, x, shape, jac, complex_eqn, funchk);
  nfev = nfev + 1 + (~jac) * n;
  while niter < maxiter && nfev < maxfev
    niter = niter + 1;
    fn = norm(f);
    if fn <= tolf * 1e-4 || fn == 0
      info = 1;
      break;
    end
    accepted = false;
    g = j' * f;
    hess = j' * j;
    scale = max(diag(hess), eps * max(1, max(diag(hess))));
    for trial = 1:40
      if trial == 1 && rows(j) == columns(j) && rcond(j) > eps
        step = -(j \ f);
      else
        step = -((hess + lambda * diag(scale)) \ g);
      end
      xn = x + step;
      fnew = fcn(reshape(xn, shape));
      nfev = nfev + 1;
      fnew = fnew(:);
      if all(isfinite(fnew)) && norm(fnew) < fn
        accepted = true;
        if trial > 1
          lambda = lambda / 5;
        end
        break;
      end
      if trial > 1
        lambda = lambda * 4;
      end
    end
    if ~accepted
      if fn <= tolf
        info = 1;
      elseif norm(g) <= tolf * max(1, fn)
        info = 1;
        if fn > sqrt(tolf)
          info = -3;
        end
      else
        info = -3;
      end
      break;
    end
    x = xn;
    drop = fn - norm(fnew);
    [f, j] = values_at(fcn, x, shape, jac, complex_eqn, funchk);
    nfev = nfev + (~jac) * n;
    if ~isempty(outfcn)
      state.iter = niter;
      state.funccount = nfev;
      state.fval = norm(f);
      if outfcn(reshape(x, shape), state, 'iter')
        info = -1;
        break;
      end
    end
    if norm(f) <= tolf * 1e-4
      info = 1;
      break;
    elseif norm(step) <= tolx * 1e-3 * max(norm(x), eps)
      info = 2;
      if norm(f) <= tolf
        info = 1;
      end
      break;
    elseif drop <= tolf * 1e-4 * fn
      info = 3;
      if norm(f) <= tolf
        info = 1;
      end
      break;
    end
  end
  x = reshape(x, shape);
  fval = reshape(f, fsize);
  output.iterations = niter;
  output.successful = niter;
  output.funcCount = nfev;
  fjac = j;
end

function [f, j] = both_parts(parts, x)
  f = parts{1}(x);
  if nargout > 1
    j = parts{2}(x);
  end
end

function [f, j, fsize] = values_at(fcn, x, shape, jac, complex_eqn, check)
  if jac
    [f, j] = fcn(reshape(x, shape));
    fsize = size(f);
    f = f(:);
  else
    f = fcn(reshape(x, shape));
    fsize = size(f);
    f = f(:);
    n = numel(x);
    j = zeros(numel(f), n);
    for k = 1:n
      h = sqrt(eps) * max(abs(x(k)), 1);
      up = x;
      up(k) = up(k) + h;
      fu = fcn(reshape(up, shape));
      j(:, k) = (fu(:) - f) / h;
    end
  end
  if check
    if ~complex_eqn && ~isreal(f)
      error('Octave:fsolve:notreal', 'fsolve: non-real value encountered');
    elseif complex_eqn && ~isnumeric(f)
      error('Octave:fsolve:notnum', 'fsolve: non-numeric value encountered');
    elseif any(isnan(f))
      error('Octave:fsolve:isnan', 'fsolve: NaN value encountered');
    elseif any(isinf(f))
      error('Octave:fsolve:isinf', 'fsolve: Inf value encountered');
    end
  end
end
