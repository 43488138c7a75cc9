function r = rowfun(f, t, varargin)
  % r = rowfun(f, t, 'InputVariables', v, 'OutputVariableNames', names, 'NumOutputs', n, 'OutputFormat', format,
  % 'GroupingVariables', g, 'SeparateInputs', tf, 'ExtractCellContents', tf): f of each row, or group of rows.
  [~, options] = __name_values__(varargin, {'InputVariables', 'OutputVariableNames', 'NumOutputs', 'OutputFormat', 'GroupingVariables', 'SeparateInputs', 'ExtractCellContents', 'ErrorHandler'});
  [columns, groups] = __chosen_columns__(t, options);
  separate = ~isfield(options, 'SeparateInputs') || options.SeparateInputs;
  extract = isfield(options, 'ExtractCellContents') && options.ExtractCellContents;
  outputs = 1;
  names = {};
  if isfield(options, 'OutputVariableNames')
    names = reshape(cellstr(options.OutputVariableNames), 1, []);
    outputs = numel(names);
  end
  if isfield(options, 'NumOutputs')
    outputs = options.NumOutputs;
  end
  for k = numel(names) + 1:outputs
    names{k} = sprintf('Var%d', k + numel(groups) + ~isempty(groups));
  end
  if isempty(groups)
    members = num2cell((1:t.size__(1)).');
  else
    [ids, counts, members] = __groups__(t, groups);
  end
  results = cell(numel(members), outputs);
  for r = 1:numel(members)
    args = cellfun(@(v) __rows__(v, members{r}), t.vars(columns), 'UniformOutput', false);
    if extract
      cells = cellfun(@(v) iscell(v) && isscalar(v), args);
      args(cells) = cellfun(@(v) v{1}, args(cells), 'UniformOutput', false);
    end
    if ~separate
      args = {horzcat(args{:})};
    end
    [results{r, :}] = f(args{:});
  end
  format = 'table';
  if isfield(options, 'OutputFormat')
    format = lower(char(options.OutputFormat));
  end
  if strcmp(format, 'cell')
    r = results;
    return
  end
  parts = arrayfun(@(k) vertcat(results{:, k}), 1:outputs, 'UniformOutput', false);
  if strcmp(format, 'uniform')
    r = horzcat(parts{:});
  elseif isempty(groups)
    r = __table__(parts, names, t.rows);
  else
    r = __add__(ids, [{counts}, parts], [{'GroupCount'}, names], ids.size__(2));
  end
end
