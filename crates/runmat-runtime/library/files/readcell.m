function c = readcell(file, varargin)
  % c = readcell(file, 'Delimiter', d): the fields of delimited text, numbers where they are some.
  delimiter = ',';
  for k = 1:2:numel(varargin)
    if strcmpi(varargin{k}, 'Delimiter')
      delimiter = varargin{k + 1};
    end
  end
  lines = regexp(fileread(char(file)), '\r\n|\n|\r', 'split');
  if ~isempty(lines) && isempty(lines{end})
    lines(end) = [];
  end
  c = {};
  for r = 1:numel(lines)
    fields = fields_of(lines{r}, delimiter);
    for k = 1:numel(fields)
      number = str2double(fields{k});
      if ~isnan(number) || strcmpi(strtrim(fields{k}), 'nan')
        c{r, k} = number;
      else
        c{r, k} = fields{k};
      end
    end
  end
end

function fields = fields_of(line, delimiter)
  fields = {};
  quoted = false;
  field = '';
  k = 1;
  while k <= numel(line)
    ch = line(k);
    if quoted
      if ch == '"' && k < numel(line) && line(k + 1) == '"'
        field(end + 1) = '"';
        k = k + 1;
      elseif ch == '"'
        quoted = false;
      else
        field(end + 1) = ch;
      end
    elseif ch == '"' && isempty(field)
      quoted = true;
    elseif any(ch == delimiter)
      fields{end + 1} = field;
      field = '';
    else
      field(end + 1) = ch;
    end
    k = k + 1;
  end
  fields{end + 1} = field;
end
