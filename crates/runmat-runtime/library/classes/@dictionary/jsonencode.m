function text = jsonencode(d, varargin)
  % jsonencode(d): an object with a member for each entry.
  m = containers.Map('KeyType', 'char', 'ValueType', 'any');
  k = __dictionary_keys__(d);
  v = __dictionary_values__(d);
  for p = 1:numel(k)
    m(char(string(k{p}))) = v{p};
  end
  text = jsonencode(m, varargin{:});
end
