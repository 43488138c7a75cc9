function [r, place] = min(a, varargin)
  % [r, place] = min(a), min(a, [], dim), min(a, b): the earliest or smallest elements.
  if ~isempty(varargin) && ~ischar(varargin{1}) && ~isstring(varargin{1}) && ~isempty(varargin{1})
    [r, parts] = __unify__(a, varargin{1});
    r.data__ = min(parts{1}, parts{2});
    return
  end
  r = a;
  if nargout > 1
    [r.data__, place] = min(a.data__, varargin{:});
  else
    r.data__ = min(a.data__, varargin{:});
  end
end
