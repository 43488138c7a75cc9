function varargout = ode15s(fcn, tspan, init, varargin)
  % [t, y] = ode15s(f, tspan, y0, options): stiff systems M y' = f(t, y), where M may be singular.
  %
  % The steps are those of a stiffly accurate linearly implicit method of order 4, not of a formula of variable order;
  % the options are the same.
  if nargin < 3
    print_usage();
  end
  if ~isnumeric(init) || ~isvector(init)
    error('Octave:invalid-input-arg', 'ode15s: Y0 must be a numeric vector');
  end
  method = struct('name', 'ode15s', 'order', 4, 'c', 0, 'refine', 1, 'dense', 'rodas', 'stiff', @step);
  varargout = cell(1, max(nargout, 1));
  [varargout{:}] = __runge_kutta__(method, nargout, fcn, tspan, init, varargin{:});
  if nargout == 0
    varargout = {};
  end
end

function [ynew, ylow, k, fnew, used] = step(f, m, jacobian, t, y, f0, h)
  % Coefficients of RODAS (Hairer and Wanner).
  gamma = 0.25;
  at = [0, 0.386, 0.21, 0.63, 1, 1];
  d = [0.25, -0.1043, 0.1035, -0.0362, 0, 0];
  a = [0, 0, 0, 0, 0
       1.544, 0, 0, 0, 0
       0.9466785280815826, 0.2557011698983284, 0, 0, 0
       3.314825187068521, 2.896124015972201, 0.9986419139977817, 0, 0
       1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 0
       1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1];
  c = [0, 0, 0, 0, 0
       -5.6688, 0, 0, 0, 0
       -2.430093356833875, -0.2063599157091915, 0, 0, 0
       -0.1073529058151375, -9.594562251023355, -20.47028614809616, 0, 0
       7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160, 0
       8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054];
  n = numel(y);
  dt = sqrt(eps) * max(abs(t), abs(h));
  slope = (f(t + dt, y) - f0) / dt;
  w = m / (h * gamma) - jacobian(t, y, f0);
  k = zeros(n, 6);
  for s = 1:6
    if s == 1
      v = f0;
      ys = y;
      past = zeros(n, 1);
    else
      ys = y + k(:, 1:s - 1) * a(s, 1:s - 1).';
      v = f(t + at(s) * h, ys);
      past = m * (k(:, 1:s - 1) * c(s, 1:s - 1).') / h;
    end
    k(:, s) = w \ (v + past + h * d(s) * slope);
  end
  ynew = ys + k(:, 6);
  ylow = ys;
  fnew = f(t + h, ynew);
  used = 7 + n;
end
