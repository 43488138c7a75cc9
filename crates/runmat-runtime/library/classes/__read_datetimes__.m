function data = __read_datetimes__(texts, pattern, zone, varargin)
  % __read_datetimes__(texts, pattern, zone, pivot): moments that texts name.
  if ischar(texts)
    texts = cellstr(texts);
  end
  [data, found, state] = __parse_datetime__(texts, pattern, varargin{:});
  bad = state(2);
  if bad > 0 && (isempty(pattern) && (isempty(found) || bad > 0) || ~isempty(pattern) && all(isnan(data(:))))
    texts = cellstr(texts);
    text = texts{bad};
    if isempty(pattern)
      error('MATLAB:datetime:ParseErr', 'Could not recognize the date/time format of ''%s''. You can specify a format using the ''InputFormat'' parameter. If the date/time text contains day, month, or time zone names in a language foreign to the ''en_US'' locale, those might not be recognized. You can specify a different locale using the ''Locale'' parameter.', text);
    end
    error('MATLAB:datetime:ParseErr', 'Unable to convert ''%s'' to datetime using the format ''%s''.', text, pattern);
  end
  if ~state(1)
    data = __from_zone__(data, zone);
  end
end
