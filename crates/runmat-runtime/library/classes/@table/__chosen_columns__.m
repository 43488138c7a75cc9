function [columns, groups] = __chosen_columns__(t, options)
  % [columns, groups] = __chosen_columns__(t, options): the variables an InputVariables and a GroupingVariables name.
  groups = [];
  if isfield(options, 'GroupingVariables')
    groups = __column_index__(t, options.GroupingVariables);
  end
  columns = setdiff(1:t.size__(2), groups);
  if isfield(options, 'InputVariables')
    columns = __column_index__(t, options.InputVariables);
  end
end
