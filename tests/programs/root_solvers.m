%% compat: both
% Bisection, secant, Newton and regula falsi on a few functions, compared.
1;

function [x, n] = bisection(f, a, b, tol)
  fa = f(a);
  if fa * f(b) > 0
    error('root:bracket', 'no sign change on [%g, %g]', a, b);
  end
  n = 0;
  while b - a > tol
    n = n + 1;
    m = (a + b) / 2;
    fm = f(m);
    if fm == 0
      a = m;
      b = m;
    elseif fa * fm < 0
      b = m;
    else
      a = m;
      fa = fm;
    end
  end
  x = (a + b) / 2;
end

function [x, n] = secant(f, a, b, tol)
  n = 0;
  fa = f(a);
  fb = f(b);
  while abs(b - a) > tol
    n = n + 1;
    if fb == fa
      error('root:flat', 'secant is horizontal');
    end
    c = b - fb * (b - a) / (fb - fa);
    a = b;
    fa = fb;
    b = c;
    fb = f(b);
    if n > 100
      error('root:limit', 'no convergence');
    end
  end
  x = b;
end

function [x, n] = newton(f, x, tol)
  h = 1e-6;
  for n = 1:50
    d = (f(x + h) - f(x - h)) / (2 * h);
    if d == 0
      error('root:flat', 'derivative vanishes at %g', x);
    end
    step = f(x) / d;
    x = x - step;
    if abs(step) < tol
      return;
    end
  end
  error('root:limit', 'no convergence after %d steps', n);
end

function [x, n] = falsi(f, a, b, tol)
  fa = f(a);
  fb = f(b);
  for n = 1:500
    x = (a * fb - b * fa) / (fb - fa);
    fx = f(x);
    if abs(fx) < tol
      return;
    end
    if fa * fx < 0
      b = x;
      fb = fx;
    else
      a = x;
      fa = fx;
    end
  end
end

function s = small(n)
  if n <= 10
    s = 'quick';
  else
    s = 'slow';
  end
end

problems = struct( ...
  'name', {'x^2 - 2', 'cos(x) - x', 'exp(x) - 3x', 'x^3 - x - 2'}, ...
  'f', {@(x) x^2 - 2, @(x) cos(x) - x, @(x) exp(x) - 3 * x, @(x) x^3 - x - 2}, ...
  'a', {0, 0, 0, 1}, 'b', {2, 1, 1, 2});

for p = problems
  fprintf('%s\n', p.name);
  [x, n] = bisection(p.f, p.a, p.b, 1e-10);
  fprintf('  bisection %.8f %3d steps\n', x, n);
  [x, n] = secant(p.f, p.a, p.b, 1e-10);
  fprintf('  secant    %.8f %s\n', x, small(n));
  [x, n] = newton(p.f, (p.a + p.b) / 2, 1e-10);
  fprintf('  newton    %.8f %s\n', x, small(n));
  x = falsi(p.f, p.a, p.b, 1e-10);
  fprintf('  falsi     %.8f\n', x);
  fprintf('  fzero     %.8f\n', fzero(p.f, [p.a p.b]));
end

tries = {@() bisection(@(x) x^2 + 1, -1, 1, 1e-6), ...
         @() newton(@(x) x^2 + 1, 0, 1e-6), ...
         @() secant(@(x) 1, 0, 1, 1e-6)};
for k = 1:numel(tries)
  try
    tries{k}();
    disp('found a root');
  catch err
    fprintf('%s: %s\n', err.identifier, err.message);
  end
end
