function [x, fval, info, output] = fzero(fcn, x0, options, varargin)
  % [x, fval, info] = fzero(f, x0): a zero of f near x0, or between x0(1) and x0(2).
  if nargin == 1 && ischar(fcn) && strcmp(fcn, 'defaults')
    x = struct('Display', 'notify', 'FunValCheck', 'off', 'MaxFunEvals', Inf, 'MaxIter', Inf, 'OutputFcn', [], 'TolX', eps);
    return;
  end
  if nargin < 2
    print_usage();
  end
  if nargin < 3 || isempty(options)
    options = struct();
  end
  if ischar(fcn)
    fcn = str2func(fcn);
  end
  if ~isempty(varargin)
    inner = fcn;
    fcn = @(x) inner(x, varargin{:});
  end
  tolx = optimget(options, 'TolX', eps);
  maxiter = optimget(options, 'MaxIter', Inf);
  maxfev = optimget(options, 'MaxFunEvals', Inf);
  funchk = strcmpi(optimget(options, 'FunValCheck', 'off'), 'on');
  outfcn = optimget(options, 'OutputFcn', []);
  info = 0;
  niter = 0;
  a = x0(1);
  fa = checked(fcn, a, funchk);
  nfev = 1;
  if numel(x0) > 1
    b = x0(2);
    fb = checked(fcn, b, funchk);
    nfev = nfev + 1;
  else
    if a == 0
      aa = 1;
    else
      aa = a;
    end
    b = a;
    fb = fa;
    for scale = [0.9, 1.1, -1, 2, 0.1, -9, 11, -99, 101, -999, 1001, 0.5, 1.5, -2, 3, 10, -10, 50, -50, 100, -100, 1000, -1000]
      b = aa * scale;
      if a == 0
        b = aa * scale;
      end
      fb = checked(fcn, b, funchk);
      nfev = nfev + 1;
      if sign(fa) * sign(fb) <= 0
        break;
      end
    end
  end
  if b < a
    [a, b, fa, fb] = deal(b, a, fb, fa);
  end
  if ~(sign(fa) * sign(fb) <= 0)
    if ~__octave__()
      error('MATLAB:fzero:ValuesAtEndPtsSameSign', 'Function values at the interval endpoints must differ in sign.');
    end
    error('Octave:bad-input', 'fzero: not a valid initial bracketing.  function values at interval endpoints must differ in sign');
  end
  % Brent's method.
  if abs(fa) < abs(fb)
    [a, b, fa, fb] = deal(b, a, fb, fa);
  end
  c = a;
  fc = fa;
  d = b - a;
  e = d;
  info = 1;
  while true
    if fb == 0
      break;
    end
    if sign(fb) == sign(fc)
      c = a;
      fc = fa;
      d = b - a;
      e = d;
    end
    if abs(fc) < abs(fb)
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    end
    tol = 2 * eps * abs(b) + 0.5 * tolx;
    m = 0.5 * (c - b);
    if abs(m) <= tol || fb == 0
      break;
    end
    if niter >= maxiter || nfev >= maxfev
      info = 0;
      break;
    end
    if abs(e) < tol || abs(fa) <= abs(fb)
      d = m;
      e = m;
    else
      s = fb / fa;
      if a == c
        p = 2 * m * s;
        q = 1 - s;
      else
        q = fa / fc;
        r = fb / fc;
        p = s * (2 * m * q * (q - r) - (b - a) * (r - 1));
        q = (q - 1) * (r - 1) * (s - 1);
      end
      if p > 0
        q = -q;
      else
        p = -p;
      end
      if 2 * p < min(3 * m * q - abs(tol * q), abs(e * q))
        e = d;
        d = p / q;
      else
        d = m;
        e = m;
      end
    end
    a = b;
    fa = fb;
    if abs(d) > tol
      b = b + d;
    else
      b = b + sign(m) * tol;
    end
    fb = checked(fcn, b, funchk);
    nfev = nfev + 1;
    niter = niter + 1;
    if ~isempty(outfcn)
      state.funccount = nfev;
      state.fval = fb;
      state.iteration = niter;
      if outfcn(b, state, 'iter')
        info = -1;
        break;
      end
    end
  end
  x = b;
  fval = fb;
  output.iterations = niter;
  output.funcCount = nfev;
  output.algorithm = 'bisection, interpolation';
  output.bracketx = [min(b, c), max(b, c)];
  if b < c
    output.brackety = [fb, fc];
  else
    output.brackety = [fc, fb];
  end
  if ~__octave__()
    output = struct('intervaliterations', nfev - niter - numel(x0), 'iterations', niter, 'funcCount', nfev, ...
                    'algorithm', 'bisection, interpolation', ...
                    'message', sprintf('Zero found in the interval [%g, %g]', output.bracketx));
  end
end

function y = checked(fcn, x, check)
  y = fcn(x);
  if check
    if ~(isreal(y) && isnumeric(y))
      error('Octave:fzero:notreal', 'fzero: non-real value encountered');
    elseif isnan(y)
      error('Octave:fzero:isnan', 'fzero: NaN value encountered');
    end
  end
end
