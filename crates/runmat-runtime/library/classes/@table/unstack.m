function r = unstack(t, data, index, varargin)
  % r = unstack(t, data, index, 'GroupingVariables', variables, 'AggregationFunction', f): a variable for each value of
  % the index variable.
  [~, options] = __name_values__(varargin, {'GroupingVariables', 'AggregationFunction', 'NewDataVariableNames', 'ConstantVariables', 'VariableNamingRule'});
  data = __column_index__(t, data);
  index = __column_index__(t, index);
  groups = setdiff(1:t.size__(2), [data, index]);
  if isfield(options, 'GroupingVariables')
    groups = __column_index__(t, options.GroupingVariables);
  end
  f = @(v) sum(v, 1);
  if isfield(options, 'AggregationFunction')
    f = options.AggregationFunction;
  elseif ~isnumeric(t.vars{data})
    f = @(v) unique(v);
  end
  labels = categorical(t.vars{index});
  names = categories(labels);
  codes = double(labels);
  [r, ~, members] = __groups__(t, groups, true);
  [~, first] = sort(cellfun(@(m) m(1), members));
  r = __select__(r, first, ':');
  members = members(first);
  vars = cell(1, numel(names));
  for k = 1:numel(names)
    column = __missing_rows__(t.vars{data}, numel(members));
    for g = 1:numel(members)
      rows = members{g}(codes(members{g}) == k);
      if ~isempty(rows)
        column = __set_rows__(column, g, f(__rows__(t.vars{data}, rows)));
      end
    end
    vars{k} = column;
  end
  names = reshape(matlab.lang.makeValidName(names), 1, []);
  if isfield(options, 'NewDataVariableNames')
    names = reshape(cellstr(options.NewDataVariableNames), 1, []);
  end
  r = __add__(r, vars, names, r.size__(2));
end
