function varargout = builtin(name, varargin)
  % [...] = builtin(name, ...): calls the function of the library with that name, whatever hides it.
  if nargin < 1
    print_usage();
  end
  [varargout{1:nargout}] = feval(['builtin:' name], varargin{:});
end
