function varargout = ode113(varargin)
  % [t, y] = ode113(f, tspan, y0, options): as ode45, whose method it uses.
  varargout = cell(1, nargout);
  [varargout{:}] = ode45(varargin{:});
end
