function varargout = arrayfun(varargin)
  % arrayfun(f, ...): the values for elements of arrays.
  args = __handles__(varargin);
  [varargout{1:nargout}] = arrayfun(args{:});
end
