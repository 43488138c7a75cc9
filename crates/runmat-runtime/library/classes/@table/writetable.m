function writetable(t, file, varargin)
  % writetable(t, file, 'Delimiter', d, 'WriteVariableNames', tf, 'WriteRowNames', tf): a table as delimited text.
  [~, options] = __name_values__(varargin, {'Delimiter', 'WriteVariableNames', 'WriteRowNames', 'QuoteStrings', 'FileType', 'WriteMode', 'Encoding', 'Sheet', 'Range', 'LineEnding'});
  if nargin < 2
    file = [inputname(1), '.txt'];
  end
  delimiter = ',';
  if isfield(options, 'Delimiter')
    delimiter = __delimiter__(char(options.Delimiter));
  end
  names = {};
  columns = {};
  if isfield(options, 'WriteRowNames') && options.WriteRowNames
    names = t.DimensionNames(1);
    columns = {t.rows};
  end
  for k = 1:t.size__(2)
    v = t.vars{k};
    count = size(v, 2);
    if ischar(v)
      v = cellstr(v);
      count = 1;
    end
    for p = 1:count
      columns{end + 1} = __written__(__column__(v, p));
      if count > 1
        names{end + 1} = sprintf('%s_%d', t.names{k}, p);
      else
        names{end + 1} = t.names{k};
      end
    end
  end
  mode = 'w';
  appends = isfield(options, 'WriteMode') && strcmpi(char(options.WriteMode), 'append');
  if appends
    mode = 'a';
  end
  [id, why] = fopen(char(file), mode);
  if id < 0
    error('MATLAB:table:write:FileOpenError', 'Unable to open file ''%s'' for writing: %s', char(file), why);
  end
  closing = onCleanup(@() fclose(id));
  quote = @(x) quoted(x, delimiter);
  if ~appends && (~isfield(options, 'WriteVariableNames') || options.WriteVariableNames)
    fprintf(id, '%s\n', strjoin(cellfun(quote, names, 'UniformOutput', false), delimiter));
  end
  columns = cellfun(@(c) cellfun(quote, reshape(c, [], 1), 'UniformOutput', false), columns, 'UniformOutput', false);
  cells = [columns{:}];
  for r = 1:size(cells, 1)
    fprintf(id, '%s\n', strjoin(cells(r, :), delimiter));
  end
end

function x = quoted(x, delimiter)
  if any(x == delimiter) || any(x == '"') || any(x == sprintf('\n'))
    x = ['"', strrep(x, '"', '""'), '"'];
  end
end
