function r = groupsummary(t, groups, varargin)
  % r = groupsummary(t, variables), groupsummary(t, variables, methods, data variables): the number of rows of each
  % group, and what methods ('sum', 'mean', 'median', 'std', 'var', 'min', 'max', 'range', 'mode', 'nummissing',
  % 'numunique', 'all', or a function) make of its variables.
  [args, options] = __name_values__(varargin, {'IncludeMissingGroups', 'IncludeEmptyGroups', 'IncludedEdge'});
  groups = __column_index__(t, groups);
  [ids, counts, members] = __groups__(t, groups, ~isfield(options, 'IncludeMissingGroups') || options.IncludeMissingGroups);
  vars = {counts};
  names = {'GroupCount'};
  if ~isempty(args)
    methods = args{1};
    if ~iscell(methods)
      methods = {methods};
    end
    if numel(methods) == 1 && (ischar(methods{1}) || isstring(methods{1})) && strcmp(char(methods{1}), 'all')
      methods = {'mean', 'sum', 'min', 'max', 'range', 'median', 'mode', 'var', 'std', 'nummissing', 'numunique', 'nnz'};
    end
    columns = setdiff(find(cellfun(@(v) isnumeric(v) || islogical(v) || isa(v, 'duration') || isa(v, 'datetime'), t.vars)), groups);
    if numel(args) > 1
      columns = __column_index__(t, args{2});
    end
    for k = columns
      for m = 1:numel(methods)
        [f, label] = by_method(methods{m}, m);
        results = cellfun(@(rows) f(__rows__(t.vars{k}, rows)), members, 'UniformOutput', false);
        vars{end + 1} = vertcat(results{:});
        names{end + 1} = [label, '_', t.names{k}];
      end
    end
  end
  r = __add__(ids, vars, names, ids.size__(2));
end

function [f, label] = by_method(method, m)
  if isa(method, 'function_handle')
    f = method;
    label = sprintf('fun%d', m);
    return
  end
  label = lower(char(method));
  full = @(v) v(~ismissing(v));
  switch label
    case {'sum', 'mean', 'median', 'std', 'var', 'mode'}
      g = str2func(label);
      f = @(v) g(full(v));
    case {'min', 'max', 'range'}
      g = str2func(label);
      f = @(v) g(v);
    case 'nummissing'
      f = @(v) sum(ismissing(v));
    case 'numunique'
      f = @(v) numel(unique(full(v)));
    case 'nnz'
      f = @(v) nnz(full(v));
    otherwise
      error('MATLAB:groupsummary:InvalidMethodOption', 'Unrecognized method ''%s''.', label);
  end
end
