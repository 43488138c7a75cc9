function t = splitvars(t, columns, varargin)
  % t = splitvars(t, variables, 'NewVariableNames', names): the columns of variables as variables of their own.
  [~, options] = __name_values__(varargin, {'NewVariableNames'});
  if nargin < 2
    columns = find(cellfun(@(v) size(v, 2) > 1 && ~ischar(v), t.vars));
  end
  columns = sort(__column_index__(t, columns), 'descend');
  for k = columns
    v = t.vars{k};
    if isa(v, 'table')
      parts = v.vars;
      names = v.names;
    else
      parts = arrayfun(@(p) __column__(v, p), 1:size(v, 2), 'UniformOutput', false);
      names = arrayfun(@(p) sprintf('%s_%d', t.names{k}, p), 1:size(v, 2), 'UniformOutput', false);
    end
    if isfield(options, 'NewVariableNames')
      names = reshape(cellstr(options.NewVariableNames), 1, []);
    end
    t = __remove__(t, ':', k);
    t = __add__(t, parts, names, k - 1);
  end
end
