function [q, nfev] = quadv(f, a, b, tol, trace, varargin)
  % q = quadv(f, a, b): integral of a function that may give arrays, by adaptive Simpson rules.
  if nargin < 3
    print_usage();
  end
  if isa(a, 'single') || isa(b, 'single')
    least = eps('single');
  else
    least = eps;
  end
  if nargin < 4 || isempty(tol)
    tol = 1e-6;
  end
  if nargin < 5 || isempty(trace)
    trace = false;
  end
  if ischar(f)
    f = str2func(f);
  end
  if nargin < 6
    varargin = {};
  end
  % Uneven parts, so that a periodic function is not sampled at its zeros only.
  ends = a + (b - a) * [0, 0.27158, 0.72842, 1];
  ends(4) = b;
  [q, nfev] = part(f, ends(1), ends(2), tol, trace, least, varargin);
  for k = 2:3
    [more, n] = part(f, ends(k), ends(k + 1), tol, trace, least, varargin);
    q = q + more;
    nfev = nfev + n;
  end
  if nfev > 10000
    warning('quadv: maximum iteration count reached');
  elseif any(~isfinite(q(:)))
    warning('quadv: infinite or NaN function evaluations were returned');
  end
end

function [q, nfev] = part(f, a, b, tol, trace, least, extra)
  c = (a + b) / 2;
  fa = f(a, extra{:});
  fc = f(c, extra{:});
  fb = f(b, extra{:});
  nfev = 3;
  if any(isinf(fa(:)))
    fa = f(a + eps * (b - a), extra{:});
  end
  if any(isinf(fb(:)))
    fb = f(b - eps * (b - a), extra{:});
  end
  h = b - a;
  q = h / 6 * (fa + 4 * fc + fb);
  [q, nfev] = halves(f, a, b, c, fa, fb, fc, q, nfev, abs(h), tol, trace, least, extra{:});
end

function [q, nfev, hmin] = halves(f, a, b, c, fa, fb, fc, q0, nfev, hmin, tol, trace, least, varargin)
  if nfev > 10000
    q = q0;
    return;
  end
  d = (a + c) / 2;
  e = (c + b) / 2;
  fd = f(d, varargin{:});
  fe = f(e, varargin{:});
  nfev = nfev + 2;
  q1 = (c - a) / 6 * (fa + 4 * fd + fc);
  q2 = (b - c) / 6 * (fc + 4 * fe + fb);
  q = q1 + q2;
  if abs(a - c) < hmin
    hmin = abs(a - c);
  end
  if trace
    disp([nfev, a, b - a, q(:).']);
  end
  delta = q - q0;
  if norm(delta(:), Inf) > tol && abs(b - a) > least * max(abs(a), abs(b)) * 4
    [q1, nfev, hmin] = halves(f, a, c, d, fa, fc, fd, q1, nfev, hmin, tol, trace, least, varargin{:});
    [q2, nfev, hmin] = halves(f, c, b, e, fc, fb, fe, q2, nfev, hmin, tol, trace, least, varargin{:});
    q = q1 + q2;
  else
    q = q + delta / 15;
  end
end
