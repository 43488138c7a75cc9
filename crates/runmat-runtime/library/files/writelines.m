function writelines(lines, file, varargin)
  % writelines(lines, file, 'WriteMode', mode): writes texts as the lines of a file; mode 'overwrite' or 'append'.
  mode = 'w';
  for k = 1:2:numel(varargin)
    if strcmpi(varargin{k}, 'WriteMode') && strcmpi(varargin{k + 1}, 'append')
      mode = 'a';
    end
  end
  [id, why] = fopen(char(file), mode);
  if id < 0
    error('MATLAB:writelines:CannotOpen', '%s: %s', char(file), why);
  end
  lines = cellstr(lines);
  fprintf(id, '%s\n', lines{:});
  fclose(id);
end
