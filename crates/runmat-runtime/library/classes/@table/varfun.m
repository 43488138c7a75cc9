function r = varfun(f, t, varargin)
  % r = varfun(f, t, 'InputVariables', v, 'GroupingVariables', g, 'OutputFormat', 'uniform', 'ErrorHandler', h):
  % f of each variable, or of each group of rows of each.
  [~, options] = __name_values__(varargin, {'InputVariables', 'GroupingVariables', 'OutputFormat', 'ErrorHandler'});
  [columns, groups] = __chosen_columns__(t, options);
  format = 'table';
  if isfield(options, 'OutputFormat')
    format = lower(char(options.OutputFormat));
  end
  label = func2str(f);
  if isempty(regexp(label, '^\w+$', 'once'))
    label = 'Fun';
  end
  names = cellfun(@(n) [label, '_', n], t.names(columns), 'UniformOutput', false);
  if isempty(groups)
    parts = cellfun(@(v) f(v), t.vars(columns), 'UniformOutput', false);
    switch format
      case 'uniform'
        r = horzcat(parts{:});
      case 'cell'
        r = parts;
      otherwise
        r = __table__(parts, names, cell(0, 1));
        if ~isempty(t.rows) && r.size__(1) == t.size__(1)
          r.rows = t.rows;
        end
    end
    return
  end
  [ids, counts, members] = __groups__(t, groups);
  parts = cell(1, numel(columns));
  for k = 1:numel(columns)
    results = cellfun(@(rows) f(__rows__(t.vars{columns(k)}, rows)), members, 'UniformOutput', false);
    parts{k} = vertcat(results{:});
  end
  if strcmp(format, 'uniform')
    r = horzcat(parts{:});
    return
  end
  r = __add__(ids, [{counts}, parts], [{'GroupCount'}, names], ids.size__(2));
end
