function c = __pairs__(s)
  % __pairs__(s): the values and names of a struct's fields, a column of the cell a field.
  if ~isstruct(s)
    error('in statement ''for [X, Y] = VAL'', VAL must be a structure');
  end
  names = fieldnames(s)';
  if numel(s) == 1
    c = [struct2cell(s)'; names];
    return
  end
  c = [cell(size(names)); names];
  for k = 1:numel(names)
    c{1, k} = reshape({s.(names{k})}, size(s));
  end
end
