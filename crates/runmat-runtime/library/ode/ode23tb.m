function varargout = ode23tb(varargin)
  % [t, y] = ode23tb(f, tspan, y0, options): stiff systems; the method is that of ode23s.
  varargout = cell(1, nargout);
  [varargout{:}] = ode23s(varargin{:});
end
