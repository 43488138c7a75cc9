function format = __duration_format__(format)
  % __duration_format__(format): the format, when durations have it.
  format = char(format);
  if ~any(strcmp(format, {'y', 'd', 'h', 'm', 's'})) && isempty(regexp(format, '^(dd:hh:mm:ss|hh:mm:ss|mm:ss|hh:mm)(\.S{1,9})?$', 'once'))
    error('MATLAB:duration:UnrecognizedFormat', 'Unrecognized duration format: ''%s''.', format);
  end
end
