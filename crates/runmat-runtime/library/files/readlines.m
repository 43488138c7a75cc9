function lines = readlines(file, varargin)
  % lines = readlines(file): the lines of a text file, a column of strings (a cell of texts in Octave's dialect).
  text = fileread(char(file));
  lines = regexp(text, '\r\n|\n|\r', 'split').';
  keep = true;
  for k = 1:2:numel(varargin)
    if strcmpi(varargin{k}, 'EmptyLineRule') && strcmpi(varargin{k + 1}, 'skip')
      keep = ~cellfun(@(s) isempty(strtrim(s)), lines);
      lines = lines(keep);
    end
  end
  if ~__octave__()
    lines = string(lines);
  end
end
