function x = __side_by_side__(parts, names)
  % __side_by_side__(parts, names): variables of a table as one array.
  cells = cellfun(@iscell, parts);
  if any(cells) && ~all(cells)
    k = find(cells ~= cells(1), 1);
    error('MATLAB:table:ExtractDataIncompatibleTypeError', 'Unable to concatenate the specified table variables ''%s'' and ''%s'', because their types are %s and %s.', names{1}, names{k}, class(parts{1}), class(parts{k}));
  end
  try
    x = horzcat(parts{:});
  catch e
    error('MATLAB:table:ExtractDataCatError', 'Unable to concatenate the specified table variables. %s', e.message);
  end
end
