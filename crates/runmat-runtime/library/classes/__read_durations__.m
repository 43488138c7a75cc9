function data = __read_durations__(texts)
  % __read_durations__(texts): milliseconds of texts such as 1:30:15.
  texts = cellstr(texts);
  data = zeros(size(texts));
  for k = 1:numel(texts)
    text = strtrim(texts{k});
    if isempty(text) || strcmpi(text, 'nan')
      data(k) = NaN;
      continue
    end
    sign = 1;
    if text(1) == '-'
      sign = -1;
      text = text(2:end);
    end
    parts = str2double(strsplit(text, ':'));
    if any(isnan(parts)) || numel(parts) < 2 || numel(parts) > 4
      error('MATLAB:duration:DataConversion', 'Unable to convert the text ''%s'' to a duration value because its format was not recognized. Text must be in timer formats (e.g. ''hh:mm:ss'').', texts{k});
    end
    units = [86400000 3600000 60000 1000];
    if numel(parts) == 2
      units = [3600000 60000];
    else
      units = units(end - numel(parts) + 1:end);
    end
    data(k) = sign * sum(parts .* units);
  end
end
