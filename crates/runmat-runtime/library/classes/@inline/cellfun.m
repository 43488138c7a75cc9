function varargout = cellfun(f, varargin)
  % cellfun(f, ...): the values for elements of cells.
  if isa(f, 'inline')
    f = f.call;
  end
  for k = 1:numel(varargin)
    if isa(varargin{k}, 'inline')
      varargin{k} = varargin{k}.call;
    end
  end
  [varargout{1:nargout}] = cellfun(f, varargin{:});
end
