function varargout = ode23s(fcn, tspan, init, varargin)
  % [t, y] = ode23s(f, tspan, y0, options): stiff systems M y' = f(t, y) by a linearly implicit method of order 2
  % with an error estimate of order 3.
  if nargin < 3
    print_usage();
  end
  method = struct('name', 'ode23s', 'order', 3, 'c', 0, 'refine', 1, 'dense', 'rosenbrock2', 'stiff', @step);
  varargout = cell(1, max(nargout, 1));
  [varargout{:}] = __runge_kutta__(method, nargout, fcn, tspan, init, varargin{:});
  if nargout == 0
    varargout = {};
  end
end

function [ynew, ylow, k, fnew, used] = step(f, m, jacobian, t, y, f0, h)
  d = 1 / (2 + sqrt(2));
  e = 6 + sqrt(2);
  n = numel(y);
  dt = sqrt(eps) * max(abs(t), abs(h));
  slope = (f(t + dt, y) - f0) / dt;
  w = m - h * d * jacobian(t, y, f0);
  k1 = w \ (f0 + h * d * slope);
  f1 = f(t + h / 2, y + h / 2 * k1);
  k2 = w \ (f1 - m * k1) + k1;
  ynew = y + h * k2;
  fnew = f(t + h, ynew);
  k3 = w \ (fnew - e * (m * k2 - f1) - 2 * (m * k1 - f0) + h * d * slope);
  ylow = ynew - h / 6 * (k1 - 2 * k2 + k3);
  k = [k1, k2, k3];
  used = 3 + n;
end
