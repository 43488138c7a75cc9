function column = __dictionary_column__(list, class)
  % __dictionary_column__(list, class): keys or values in a cell as a column of their class.
  if ~isempty(list)
    column = vertcat(list{:});
    return
  end
  switch class
    case ''
      error('MATLAB:dictionary:UnconfiguredLookupNotSupported', 'Unable to perform a dictionary lookup when the key and value types are not set.');
    case 'string'
      column = strings(0, 1);
    case 'cell'
      column = cell(0, 1);
    case 'logical'
      column = false(0, 1);
    case 'struct'
      column = struct([]);
    case {'double', 'single', 'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'}
      column = zeros(0, 1, class);
    otherwise
      column = cell(0, 1);
  end
end
