function varargout = ode23(fcn, tspan, init, varargin)
  % [t, y] = ode23(f, tspan, y0, options): y' = f(t, y) by the pair of Bogacki and Shampine of orders 2 and 3.
  if nargin < 3
    print_usage();
  end
  c = [0, 1/2, 3/4, 1];
  a = zeros(4, 4);
  a(2, 1) = 1/2;
  a(3, 2) = 3/4;
  a(4, 1:3) = [2/9, 1/3, 4/9];
  low = [7/24, 1/4, 1/3, 1/8];
  method = struct('name', 'ode23', 'order', 3, 'a', a, 'c', c, 'high', a(4, :), 'low', low, 'refine', 1, 'dense', 'hermite');
  varargout = cell(1, max(nargout, 1));
  [varargout{:}] = __runge_kutta__(method, nargout, fcn, tspan, init, varargin{:});
  if nargout == 0
    varargout = {};
  end
end
