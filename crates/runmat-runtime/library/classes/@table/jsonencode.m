function text = jsonencode(t, varargin)
  % jsonencode(t): an object for each row.
  for k = 1:t.size__(2)
    if isobject(t.vars{k})
      t.vars{k} = cellstr(t.vars{k});
    end
  end
  s = table2struct(t);
  if isscalar(s)
    text = ['[', jsonencode(s, varargin{:}), ']'];
  else
    text = jsonencode(s, varargin{:});
  end
end
