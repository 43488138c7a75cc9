function tf = isbetween(t, low, high, kind)
  % isbetween(t, low, high, 'open'): which moments lie between two others; 'closed' unless told.
  if nargin < 4
    kind = 'closed';
  end
  [~, parts] = __unify__(t, low, high);
  switch lower(char(kind))
    case 'open'
      tf = parts{1} > parts{2} & parts{1} < parts{3};
    case {'openleft', 'closedright'}
      tf = parts{1} > parts{2} & parts{1} <= parts{3};
    case {'openright', 'closedleft'}
      tf = parts{1} >= parts{2} & parts{1} < parts{3};
    otherwise
      tf = parts{1} >= parts{2} & parts{1} <= parts{3};
  end
end
