function [x, fval, info, output] = fminbnd(fcn, a, b, options, varargin)
  % [x, fval, info] = fminbnd(f, a, b): the minimum of f between a and b.
  if nargin == 1 && ischar(fcn) && strcmp(fcn, 'defaults')
    x = struct('Display', 'notify', 'FunValCheck', 'off', 'MaxFunEvals', 500, 'MaxIter', 500, 'OutputFcn', [], 'TolX', 1e-4);
    return;
  end
  if nargin < 3
    print_usage();
  end
  if nargin < 4 || isempty(options)
    options = struct();
  end
  if a > b
    error('Octave:invalid-fun-call', 'fminbnd: the lower bound is greater than the upper one');
  end
  if ischar(fcn)
    fcn = str2func(fcn);
  end
  if ~isempty(varargin)
    inner = fcn;
    fcn = @(x) inner(x, varargin{:});
  end
  tolx = optimget(options, 'TolX', 1e-4);
  maxiter = optimget(options, 'MaxIter', 500);
  maxfev = optimget(options, 'MaxFunEvals', 500);
  funchk = strcmpi(optimget(options, 'FunValCheck', 'off'), 'on');
  outfcn = optimget(options, 'OutputFcn', []);
  golden = 0.5 * (3 - sqrt(5));
  v = a + golden * (b - a);
  w = v;
  x = v;
  e = 0;
  d = 0;
  fv = checked(fcn, x, funchk);
  fw = fv;
  fval = fv;
  nfev = 1;
  niter = 0;
  info = 0;
  while niter < maxiter && nfev < maxfev
    xm = 0.5 * (a + b);
    tol = 2 * sqrt(eps) * abs(x) / 2 + tolx / 3;
    if abs(x - xm) <= 2 * tol - 0.5 * (b - a)
      info = 1;
      break;
    end
    parabola = false;
    if abs(e) > tol
      r = (x - w) * (fval - fv);
      q = (x - v) * (fval - fw);
      p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if q > 0
        p = -p;
      end
      q = abs(q);
      r = e;
      e = d;
      if abs(p) < abs(0.5 * q * r) && p > q * (a - x) && p < q * (b - x)
        d = p / q;
        u = x + d;
        if min(u - a, b - u) < 2 * tol
          d = tol * (sign(xm - x) + (xm == x));
        end
        parabola = true;
      end
    end
    if ~parabola
      if x >= xm
        e = a - x;
      else
        e = b - x;
      end
      d = golden * e;
    end
    u = x + max(abs(d), tol) * (sign(d) + (d == 0));
    fu = checked(fcn, u, funchk);
    niter = niter + 1;
    nfev = nfev + 1;
    if fu < fval
      if u < x
        b = x;
      else
        a = x;
      end
      v = w;
      fv = fw;
      w = x;
      fw = fval;
      x = u;
      fval = fu;
    else
      if u < x
        a = u;
      else
        b = u;
      end
      if fu <= fw || w == x
        v = w;
        fv = fw;
        w = u;
        fw = fu;
      elseif fu <= fv || v == x || v == w
        v = u;
        fv = fu;
      end
    end
    if ~isempty(outfcn)
      state.funccount = nfev;
      state.fval = fval;
      state.iteration = niter;
      if outfcn(x, state, 'iter')
        info = -1;
        break;
      end
    end
  end
  output.iterations = niter;
  output.funcCount = nfev;
  output.algorithm = 'golden section search, parabolic interpolation';
  output.bracket = [a, b];
end

function y = checked(fcn, x, check)
  y = fcn(x);
  if check
    if ~(isreal(y) && isnumeric(y))
      error('Octave:fmindbnd:notreal', 'fminbnd: non-real value encountered');
    elseif isnan(y)
      error('Octave:fmindbnd:isnan', 'fminbnd: NaN value encountered');
    end
  end
end
