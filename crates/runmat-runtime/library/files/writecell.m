function writecell(c, file, varargin)
  % writecell(c, file, 'Delimiter', d): writes the elements of a cell as delimited text.
  delimiter = ',';
  for k = 1:2:numel(varargin)
    if strcmpi(varargin{k}, 'Delimiter')
      delimiter = varargin{k + 1};
    end
  end
  switch delimiter
    case {'tab', '\t'}
      delimiter = sprintf('\t');
    case 'comma'
      delimiter = ',';
    case 'space'
      delimiter = ' ';
    case 'semi'
      delimiter = ';';
  end
  [id, why] = fopen(char(file), 'w');
  if id < 0
    error('MATLAB:writecell:CannotOpen', '%s: %s', char(file), why);
  end
  for r = 1:size(c, 1)
    fields = cell(1, size(c, 2));
    for k = 1:size(c, 2)
      v = c{r, k};
      if ischar(v) || isstring(v)
        v = char(v);
        if any(v == delimiter) || any(v == '"')
          v = ['"' strrep(v, '"', '""') '"'];
        end
      elseif isempty(v)
        v = '';
      else
        v = num2str(v, 15);
      end
      fields{k} = v;
    end
    fprintf(id, '%s\n', strjoin(fields, delimiter));
  end
  fclose(id);
end
