function k = keys(d, option)
  % k = keys(d): the keys as a column; keys(d, 'cell').
  k = __dictionary_keys__(d);
  if nargin < 2 || ~strcmpi(char(option), 'cell')
    k = __dictionary_column__(k, d.KeyType);
  end
end
