function [x, fval, info, output, grad, hess] = fminunc(fcn, x0, options)
  % [x, fval, info] = fminunc(f, x0, options): minimum of a smooth function near x0.
  if nargin == 1 && ischar(fcn) && strcmp(fcn, 'defaults')
    x = struct('AutoScaling', 'off', 'FunValCheck', 'off', 'FinDiffType', 'forward', 'GradObj', 'off', 'MaxFunEvals', Inf, 'MaxIter', 400, 'OutputFcn', [], 'TolFun', 1e-6, 'TolX', 1e-6, 'TypicalX', []);
    return;
  end
  if nargin < 2 || ~isnumeric(x0) || isempty(x0)
    print_usage();
  end
  if nargin < 3
    options = struct();
  end
  if ischar(fcn)
    fcn = str2func(fcn);
  end
  shape = size(x0);
  has_grad = strcmpi(optimget(options, 'GradObj', 'off'), 'on');
  central = strcmpi(optimget(options, 'FinDiffType', 'forward'), 'central');
  tolf = optimget(options, 'TolFun', 1e-6);
  tolx = optimget(options, 'TolX', 1e-6);
  maxiter = optimget(options, 'MaxIter', 400);
  maxfev = optimget(options, 'MaxFunEvals', Inf);
  funchk = strcmpi(optimget(options, 'FunValCheck', 'off'), 'on');
  outfcn = optimget(options, 'OutputFcn', []);
  x = x0(:);
  n = numel(x);
  [f, g] = value_at(fcn, x, shape, has_grad, funchk);
  nfev = 1;
  h = eye(n);
  info = 0;
  niter = 0;
  successful = 0;
  while niter < maxiter && nfev < maxfev
    niter = niter + 1;
    if norm(g, Inf) <= tolf * max(1, abs(f)) * 1e-1
      info = 1;
      break;
    end
    p = -(h * g);
    if g' * p >= 0
      h = eye(n);
      p = -g;
    end
    if niter == 1
      p = p / max(1, norm(p));
    end
    slope = g' * p;
    % A step that meets the conditions of Wolfe.
    low = 0;
    high = Inf;
    t = 1;
    found = false;
    for trial = 1:60
      xn = x + t * p;
      [fn, gn] = value_at(fcn, xn, shape, has_grad, funchk);
      nfev = nfev + 1;
      if ~isfinite(fn) || fn > f + 1e-4 * t * slope
        high = t;
      elseif gn' * p < 0.9 * slope
        low = t;
        found = true;
        best = {xn, fn, gn, t};
      else
        found = true;
        best = {xn, fn, gn, t};
        break;
      end
      if isfinite(high)
        t = (low + high) / 2;
      else
        t = 2 * t;
      end
      if isfinite(high) && (high - low) * norm(p) <= eps * max(1, norm(x))
        break;
      end
    end
    if ~found
      if central == false && ~has_grad && trial > 1
        info = 3;
      else
        info = 3;
      end
      break;
    end
    xn = best{1};
    fn = best{2};
    gn = best{3};
    s = xn - x;
    y = gn - g;
    sy = s' * y;
    if sy > 1e-12 * norm(s) * norm(y)
      if successful == 0
        h = eye(n) * (sy / (y' * y));
      end
      r = 1 / sy;
      v = eye(n) - r * (s * y');
      h = v * h * v' + r * (s * s');
    end
    successful = successful + 1;
    df = f - fn;
    x = xn;
    f = fn;
    g = gn;
    if ~isempty(outfcn)
      state.iter = niter;
      state.funccount = nfev;
      state.fval = f;
      if outfcn(reshape(x, shape), state, 'iter')
        info = -1;
        break;
      end
    end
    if norm(g, Inf) <= tolf * 1e-1 * max(1, abs(f))
      info = 1;
      break;
    elseif norm(s) <= tolx * 1e-3 * norm(x)
      info = 2;
      break;
    elseif df >= 0 && df <= tolf * 1e-6 * max(abs(f), 1e-300)
      info = 3;
      break;
    end
  end
  x = reshape(x, shape);
  fval = f;
  output.iterations = niter;
  output.successful = successful;
  output.funcCount = nfev;
  grad = reshape(g, shape);
  if nargout > 5
    hess = inv(h);
    hess = (hess + hess') / 2;
  end
end

function [f, g] = value_at(fcn, x, shape, has_grad, check)
  if has_grad
    [f, g] = fcn(reshape(x, shape));
    g = g(:);
  else
    f = fcn(reshape(x, shape));
    if nargout > 1
      n = numel(x);
      g = zeros(n, 1);
      for k = 1:n
        h = eps ^ (1 / 3) * max(abs(x(k)), 1);
        up = x;
        up(k) = up(k) + h;
        down = x;
        down(k) = down(k) - h;
        g(k) = (fcn(reshape(up, shape)) - fcn(reshape(down, shape))) / (up(k) - down(k));
      end
    end
  end
  if check
    if ~isreal(f)
      error('Octave:nonreal', 'fminunc: non-real value encountered');
    elseif any(isnan(f(:)))
      error('Octave:isnan', 'fminunc: NaN value encountered');
    end
  end
end
