function s = table2struct(t, varargin)
  % s = table2struct(t), table2struct(t, 'ToScalar', true): the variables as fields.
  if ~isempty(varargin) && varargin{end}
    s = struct();
    for k = 1:t.size__(2)
      s.(t.names{k}) = t.vars{k};
    end
    return
  end
  s = cell2struct(table2cell(t), t.names, 2);
end
