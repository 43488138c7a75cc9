function [r, place] = max(a, varargin)
  % [r, place] = max(a), max(a, [], dim), max(a, b): the latest or largest elements.
  if ~isempty(varargin) && ~ischar(varargin{1}) && ~isstring(varargin{1}) && ~isempty(varargin{1})
    [r, parts] = __unify__(a, varargin{1});
    r.data__ = max(parts{1}, parts{2});
    return
  end
  r = a;
  if nargout > 1
    [r.data__, place] = max(a.data__, varargin{:});
  else
    r.data__ = max(a.data__, varargin{:});
  end
end
