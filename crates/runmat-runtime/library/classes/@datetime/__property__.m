function [found, value] = __property__(t, name)
  % [found, value] = __property__(t, name): a property.
  found = true;
  switch name
    case 'Format'
      value = __effective_format__(t);
    case 'TimeZone'
      value = t.TimeZone;
    case 'SystemTimeZone'
      value = __zone_name__('local');
    case {'Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'}
      value = feval(lower(name), t);
    otherwise
      found = false;
      value = [];
  end
end
