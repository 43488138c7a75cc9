function e = entries(d, format)
  % e = entries(d): keys and values as a table; entries(d, 'struct'), entries(d, 'cell').
  if nargin < 2
    format = 'table';
  end
  switch lower(char(format))
    case 'struct'
      e = struct('Key', __dictionary_keys__(d), 'Value', __dictionary_values__(d));
    case 'cell'
      e = [__dictionary_keys__(d), __dictionary_values__(d)];
    otherwise
      e = table(keys(d), values(d), 'VariableNames', {'Key', 'Value'});
  end
end
