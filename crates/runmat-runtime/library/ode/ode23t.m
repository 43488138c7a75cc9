function varargout = ode23t(varargin)
  % [t, y] = ode23t(f, tspan, y0, options): moderately stiff systems; the method is that of ode15s.
  varargout = cell(1, nargout);
  [varargout{:}] = ode15s(varargin{:});
end
