function varargout = arrayfun(f, varargin)
  % arrayfun(f, ...): the values for elements of arrays.
  if isa(f, 'inline')
    f = f.call;
  end
  for k = 1:numel(varargin)
    if isa(varargin{k}, 'inline')
      varargin{k} = varargin{k}.call;
    end
  end
  [varargout{1:nargout}] = arrayfun(f, varargin{:});
end
