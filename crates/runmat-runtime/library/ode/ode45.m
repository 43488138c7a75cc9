function varargout = ode45(fcn, tspan, init, varargin)
  % [t, y] = ode45(f, tspan, y0, options): y' = f(t, y) by the pair of Dormand and Prince of orders 4 and 5.
  if nargin < 3
    print_usage();
  end
  c = [0, 1/5, 3/10, 4/5, 8/9, 1, 1];
  a = zeros(7, 7);
  a(2, 1) = 1/5;
  a(3, 1:2) = [3/40, 9/40];
  a(4, 1:3) = [44/45, -56/15, 32/9];
  a(5, 1:4) = [19372/6561, -25360/2187, 64448/6561, -212/729];
  a(6, 1:5) = [9017/3168, -355/33, 46732/5247, 49/176, -5103/18656];
  a(7, 1:6) = [35/384, 0, 500/1113, 125/192, -2187/6784, 11/84];
  low = [5179/57600, 0, 7571/16695, 393/640, -92097/339200, 187/2100, 1/40];
  method = struct('name', 'ode45', 'order', 5, 'a', a, 'c', c, 'high', a(7, :), 'low', low, 'refine', 4, 'dense', 'dp');
  varargout = cell(1, max(nargout, 1));
  [varargout{:}] = __runge_kutta__(method, nargout, fcn, tspan, init, varargin{:});
  if nargout == 0
    varargout = {};
  end
end
