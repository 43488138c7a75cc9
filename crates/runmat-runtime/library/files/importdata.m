function [out, delimiter, header_rows] = importdata(fname, delimiter, header_rows)
% out = importdata(file): a table of numbers, with the texts around it when there are any.
% [out, delimiter, header_rows] = importdata(file, delimiter, header_rows)
  if nargin < 1
    print_usage();
  end
  if ~ischar(fname) && ~isa(fname, 'string')
    error('importdata: FNAME must be a string');
  elseif strcmp(fname, '-pastespecial')
    error('importdata: option -pastespecial not implemented');
  end
  known = nargin > 1;
  if known
    if ~ischar(delimiter) || (numel(delimiter) > 1 && delimiter(1) ~= '\')
      error('importdata: DELIMITER must be a single character');
    end
    if isempty(delimiter)
      delimiter = '';
    else
      delimiter = sprintf(strrep(delimiter, '%', '%%'));
    end
  end
  if nargin < 3
    header_rows = -1;
  elseif ~(isnumeric(header_rows) && isscalar(header_rows) && header_rows >= 0 && header_rows == fix(header_rows))
    error('importdata: HEADER_ROWS must be an integer');
  end
  [~, ~, ext] = fileparts(fname);
  switch lower(ext)
    case '.mat'
      out = load(fname);
      delimiter = NaN;
      header_rows = NaN;
      return
    case {'.avi', '.au', '.snd', '.flac', '.ogg', '.wav', '.wave', '.wk1', '.xls', '.xlsx', '.dbf', '.pxl'}
      error('importdata: not implemented for file format %s', ext);
  end
  lines = text_lines(fname);
  if ~known
    delimiter = guess(lines);
  end
  if ischar(delimiter)
    found = leading_texts(lines, delimiter);
  else
    delimiter = '';
    found = numel(lines);
  end
  if found == numel(lines)
    out = lines;
    header_rows = found;
    return
  end
  if header_rows < 0
    header_rows = found;
  elseif header_rows ~= found
    warning('Octave:importdata:headerrows_mismatch', ...
            'importdata: detected %d header rows, but HEADER_ROWS input configured %d rows', found, header_rows);
  end
  out = table_of(lines, delimiter, header_rows);
end

function lines = text_lines(fname)
  text = fileread(fname);
  text = strrep(text, sprintf('\r\n'), sprintf('\n'));
  text = strrep(text, sprintf('\r'), sprintf('\n'));
  lines = strsplit(text, sprintf('\n'))';
  while ~isempty(lines) && isempty(strtrim(lines{end}))
    lines(end) = [];
  end
  lines(cellfun('isempty', lines)) = {''};
end

function delimiter = guess(lines)
  % The separator of the first line of numbers; [] when there is none.
  delimiter = [];
  for k = 1:numel(lines)
    words = regexp(strtrim(lines{k}), '[,;\t ]+', 'split');
    if ~isempty(strtrim(lines{k})) && all(are_numbers(words))
      delimiter = '';
      for d = [',', sprintf('\t'), ';', ' ']
        if any(strtrim(lines{k}) == d)
          delimiter = d;
          return
        end
      end
      return
    end
  end
end

function tf = are_numbers(words)
  tf = ~isnan(str2double(words));
  for k = find(~tf)
    tf(k) = any(strcmpi(strtrim(words{k}), {'NaN', 'NA', '+NaN', '-NaN'}));
  end
end

function fields = split_line(line, delimiter)
  if isempty(delimiter)
    fields = {line};
  elseif delimiter == ' '
    fields = regexp(strtrim(line), ' +', 'split');
  else
    fields = strsplit(line, delimiter, 'CollapseDelimiters', false);
  end
end

function n = leading_texts(lines, delimiter)
  n = 0;
  while n < numel(lines) && ~any(are_numbers(split_line(lines{n + 1}, delimiter)))
    n = n + 1;
  end
end

function out = table_of(lines, delimiter, header_rows)
  heads = lines(1:header_rows);
  body = lines(header_rows + 1:end);
  fields = cell(numel(body), 1);
  width = 0;
  for r = 1:numel(body)
    fields{r} = split_line(body{r}, delimiter);
    width = max(width, numel(fields{r}));
  end
  data = repmat(missing_number(), numel(body), width);
  texts = {};
  rows = {};
  for r = 1:numel(body)
    numbers = are_numbers(fields{r});
    for c = 1:numel(numbers)
      word = strtrim(fields{r}{c});
      if numbers(c)
        data(r, c) = str2double(word);
      elseif ~isempty(word)
        texts{end + 1, 1} = fields{r}{c};
        if c == 1 && width > 1
          rows{end + 1, 1} = fields{r}{c};
        end
      end
    end
  end
  named = ~isempty(rows) && numel(rows) == numel(body);
  if named
    data(:, 1) = [];
  end
  if isempty(heads) && isempty(texts)
    out = data;
    return
  end
  out = struct();
  out.data = data;
  out.textdata = [heads; texts];
  if named
    out.rowheaders = rows;
  end
  if ~isempty(heads)
    last = split_line(heads{end}, delimiter);
    if numel(last) == size(data, 2) && numel(last) > 1
      out.colheaders = last;
    end
  end
end

function x = missing_number()
  if exist('NA', 'builtin')
    x = NA;
  else
    x = NaN;
  end
end
