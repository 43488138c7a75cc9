function tf = ismissing(t, varargin)
  % tf = ismissing(t): which elements of variables are missing.
  parts = cell(1, t.size__(2));
  for k = 1:numel(parts)
    v = t.vars{k};
    if iscell(v) && ~iscellstr(v)
      parts{k} = false(size(v, 1), 1);
    elseif ischar(v)
      parts{k} = all(v == ' ', 2);
    else
      parts{k} = any(ismissing(v, varargin{:}), 2);
    end
  end
  tf = [false(t.size__(1), 0), parts{:}];
end
