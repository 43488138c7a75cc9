function t = struct2table(s, varargin)
  % t = struct2table(s, 'AsArray', true, 'RowNames', names): a variable for each field.
  [~, options] = __name_values__(varargin, {'AsArray', 'RowNames', 'DimensionNames'});
  names = reshape(fieldnames(s), 1, []);
  as_array = ~isscalar(s) || isfield(options, 'AsArray') && options.AsArray;
  vars = cell(1, numel(names));
  for k = 1:numel(names)
    if as_array
      vars{k} = __cell_column__(reshape({s.(names{k})}, [], 1));
    else
      vars{k} = s.(names{k});
      if ischar(vars{k}) && isrow(vars{k})
        vars{k} = {vars{k}};
      end
    end
  end
  heights = cellfun(@(v) size(v, 1), vars);
  if ~as_array && any(heights ~= heights(1:min(1, end)))
    error('MATLAB:struct2table:UnequalFieldLengths', 'Fields in a scalar structure must have the same number of rows. Alternatively, set ''AsArray'' to true to put the structure in one row of the table.');
  end
  t = __named_table__(vars, names, options);
end
