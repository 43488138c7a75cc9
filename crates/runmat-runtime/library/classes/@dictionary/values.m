function v = values(d, varargin)
  % v = values(d), values(d, keys): the values as a column; values(d, 'cell').
  if ~isempty(varargin) && ~(numel(varargin) == 1 && ischar(varargin{1}) && strcmpi(varargin{1}, 'cell'))
    v = lookup(d, varargin{1});
    return
  end
  v = __dictionary_values__(d);
  if isempty(varargin)
    v = __dictionary_column__(v, d.ValueType);
  end
end
