function t = readtable(file, varargin)
  % t = readtable(file, 'Delimiter', d, 'ReadVariableNames', tf, 'ReadRowNames', tf, 'HeaderLines', n, 'TextType', type):
  % delimited text as a table. Columns of numbers become numbers, of dates datetimes, others text.
  [~, options] = __name_values__(varargin, {'Delimiter', 'ReadVariableNames', 'ReadRowNames', 'HeaderLines', 'NumHeaderLines', 'TextType', 'DatetimeType', 'FileType', 'Format', 'VariableNamingRule', 'PreserveVariableNames', 'Encoding', 'TreatAsEmpty', 'CommentStyle', 'Sheet', 'Range', 'DecimalSeparator', 'MissingRule', 'EmptyLineRule'});
  text = fileread(char(file));
  given = '';
  if isfield(options, 'Delimiter')
    given = options.Delimiter;
    if iscell(given)
      given = given{1};
    end
    given = __delimiter__(char(given));
  end
  cells = __read_delimited__(text, given);
  skipped = 0;
  for f = {'HeaderLines', 'NumHeaderLines'}
    if isfield(options, f{1})
      skipped = options.(f{1});
    end
  end
  cells = cells(skipped + 1:end, :);
  if isempty(cells)
    t = table();
    return
  end
  named = has_header(cells);
  if isfield(options, 'ReadVariableNames')
    named = options.ReadVariableNames;
  end
  names = arrayfun(@(k) sprintf('Var%d', k), 1:size(cells, 2), 'UniformOutput', false);
  if named
    names = headings(cells(1, :), names, options);
    cells = cells(2:end, :);
  end
  vars = cell(1, size(cells, 2));
  for k = 1:numel(vars)
    vars{k} = typed(cells(:, k), options);
  end
  rows = cell(0, 1);
  if isfield(options, 'ReadRowNames') && options.ReadRowNames
    rows = cells(:, 1);
    vars = vars(2:end);
    names = names(2:end);
  end
  t = __table__(vars, names, rows);
end

function yes = has_header(cells)
  first = cells(1, :);
  texts = isnan(str2double(first)) & ~strcmpi(first, 'nan') & ~cellfun(@isempty, first);
  if size(cells, 1) == 1
    yes = all(texts);
    return
  end
  yes = all(texts | cellfun(@isempty, first));
  if yes
    rest = cells(2:end, :);
    yes = any(any(~isnan(str2double(rest)))) || numel(unique(first)) == numel(first);
  end
end

function names = headings(found, names, options)
  keep = isfield(options, 'VariableNamingRule') && strcmpi(char(options.VariableNamingRule), 'preserve') || isfield(options, 'PreserveVariableNames') && options.PreserveVariableNames;
  for k = 1:numel(found)
    name = strtrim(found{k});
    if isempty(name)
      continue
    end
    if ~keep
      name = matlab.lang.makeValidName(name);
    end
    names{k} = name;
  end
  names = matlab.lang.makeUniqueStrings(names);
end

function v = typed(c, options)
  numbers = str2double(c);
  blank = cellfun(@(x) isempty(strtrim(x)), c);
  missed = blank | strcmpi(strtrim(c), 'nan') | strcmpi(strtrim(c), 'na');
  if all(~isnan(numbers) | missed) && ~all(blank)
    v = numbers;
    return
  end
  if all(blank)
    v = NaN(size(c));
    return
  end
  [data, pattern, state] = __parse_datetime__(c(~blank), '');
  if ~isempty(pattern) && state(2) == 0 && any(pattern == 'M' | pattern == 'y' | pattern == 'u')
    v = NaT(numel(c), 1);
    v(~blank) = datetime(c(~blank), 'InputFormat', pattern);
    return
  end
  v = c;
  if isfield(options, 'TextType') && strcmpi(char(options.TextType), 'string')
    v = string(c);
  end
end
