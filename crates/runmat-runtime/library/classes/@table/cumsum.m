function r = cumsum(t, varargin)
  % cumsum(t, ...): of each variable, as of arrays.
  vars = cellfun(@(v) cumsum(v, varargin{:}), t.vars, 'UniformOutput', false);
  r = __table__(vars, t.names, cell(0, 1));
  if r.size__(1) == t.size__(1)
    r.rows = t.rows;
  end
end
