function format = __datetime_format__(format)
  % __datetime_format__(format): a display format; '' is the default.
  format = char(format);
  switch lower(format)
    case 'default'
      format = '';
    case 'defaultdate'
      format = 'dd-MMM-uuuu';
    case 'preserveinput'
      format = '';
    case ''
      error('MATLAB:datetime:InvalidFormat', 'Format must not be empty.');
  end
end
