function varargout = cellfun(varargin)
  % cellfun(f, ...): the values for elements of cells.
  args = __handles__(varargin);
  [varargout{1:nargout}] = cellfun(args{:});
end
