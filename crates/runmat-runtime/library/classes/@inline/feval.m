function varargout = feval(f, varargin)
  % feval(f, ...): the value for these arguments.
  [varargout{1:max(nargout, 1)}] = f.call(varargin{:});
end
