%% compat: both
% Ordinary differential equations by Euler, midpoint and classical
% Runge-Kutta steps, with a look at convergence orders.
1;

function [t, y] = integrate(f, span, y0, n, method)
  h = (span(2) - span(1)) / n;
  t = linspace(span(1), span(2), n + 1);
  y = zeros(numel(y0), n + 1);
  y(:, 1) = y0(:);
  for k = 1:n
    switch method
      case 'euler'
        y(:, k + 1) = y(:, k) + h * f(t(k), y(:, k));
      case 'midpoint'
        k1 = f(t(k), y(:, k));
        y(:, k + 1) = y(:, k) + h * f(t(k) + h / 2, y(:, k) + h / 2 * k1);
      case 'rk4'
        k1 = f(t(k), y(:, k));
        k2 = f(t(k) + h / 2, y(:, k) + h / 2 * k1);
        k3 = f(t(k) + h / 2, y(:, k) + h / 2 * k2);
        k4 = f(t(k) + h, y(:, k) + h * k3);
        y(:, k + 1) = y(:, k) + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
      otherwise
        error('ode:method', 'unknown method %s', method);
    end
  end
end

function order = observed_order(f, span, y0, exact, method)
  e = zeros(1, 3);
  for k = 1:3
    [~, y] = integrate(f, span, y0, 20 * 2^k, method);
    e(k) = abs(y(1, end) - exact);
  end
  order = log2(e(2) / e(3));
end

% exponential decay
decay = @(t, y) -2 * y;
methods = {'euler', 'midpoint', 'rk4'};
for k = 1:numel(methods)
  [~, y] = integrate(decay, [0 1], 1, 10, methods{k});
  fprintf('%-9s y(1) = %.8f, order %.1f\n', methods{k}, y(end), ...
          observed_order(decay, [0 1], 1, exp(-2), methods{k}));
end

% harmonic oscillator: the energy should stay
osc = @(t, y) [y(2); -y(1)];
[t, y] = integrate(osc, [0 2 * pi], [1 0], 200, 'rk4');
energy = (y(1, :).^2 + y(2, :).^2) / 2;
fprintf('oscillator end (%.5f, %.5f)\n', abs(y(1, end)), abs(y(2, end)));
fprintf('energy drift below 1e-8: %d\n', max(abs(energy - 0.5)) < 1e-8);
cross = find(y(1, 1:end - 1) > 0 & y(1, 2:end) <= 0, 1);
fprintf('first zero near t = %.2f\n', t(cross));

% predator and prey
lv = @(t, y) [1.1 * y(1) - 0.4 * y(1) * y(2); 0.1 * y(1) * y(2) - 0.4 * y(2)];
[t, y] = integrate(lv, [0 20], [10 5], 2000, 'rk4');
[hi, at] = max(y(1, :));
fprintf('prey: max %.3f at t = %.2f, min %.3f\n', hi, t(at), min(y(1, :)));
[hi, at] = max(y(2, :));
fprintf('predators: max %.3f at t = %.2f\n', hi, t(at));

% falling body with drag: terminal velocity
g = 9.81; c = 0.25;
fall = @(t, v) g - c * v^2;
[t, v] = integrate(fall, [0 5], 0, 100, 'rk4');
for s = 0:5
  k = find(abs(t - s) < 1e-9, 1);
  fprintf('t = %d  v = %.4f\n', s, v(k));
end
fprintf('terminal %.4f\n', sqrt(g / c));
try
  integrate(fall, [0 1], 0, 2, 'magic');
catch err
  disp(err.message);
end
