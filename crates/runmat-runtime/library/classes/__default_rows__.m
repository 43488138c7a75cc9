function x = __default_rows__(type, n)
  % __default_rows__(type, n): a variable of a class with n rows that nothing is known of.
  switch type
    case {'double', 'single', 'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'}
      x = zeros(n, 1, type);
    case 'doublenan'
      x = NaN(n, 1);
    case 'singlenan'
      x = NaN(n, 1, 'single');
    case 'logical'
      x = false(n, 1);
    case {'cell'}
      x = cell(n, 1);
    case {'cellstr', 'char'}
      x = repmat({''}, n, 1);
    case 'string'
      x = strings(n, 1);
      x(:) = missing;
    case 'datetime'
      x = NaT(n, 1);
    case 'duration'
      x = hours(zeros(n, 1));
      x.Format = 'hh:mm:ss';
    case 'categorical'
      x = categorical(repmat({''}, n, 1));
    case 'struct'
      x = repmat(struct(), n, 1);
    case 'table'
      x = table();
    otherwise
      error('MATLAB:table:InvalidType', 'Unable to make a variable of class ''%s''.', type);
  end
end
