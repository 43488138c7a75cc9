function tf = isequal(a, varargin)
  % isequal(a, b, ...): whether all have the same variables, by name, and rows.
  tf = true;
  for k = 1:numel(varargin)
    b = varargin{k};
    tf = tf && isa(a, 'table') && isa(b, 'table') && isequal(a.size__, b.size__) && isequal(a.names, b.names) && isequal(a.rows, b.rows);
    for p = 1:numel(a.vars)
      tf = tf && isequal(a.vars{p}, b.vars{p});
    end
  end
end
