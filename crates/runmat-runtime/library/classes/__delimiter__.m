function d = __delimiter__(d)
  % __delimiter__(d): a delimiter by its name.
  switch d
    case {'comma'}
      d = ',';
    case {'tab', '\t'}
      d = sprintf('\t');
    case {'space'}
      d = ' ';
    case {'semi'}
      d = ';';
    case {'bar'}
      d = '|';
  end
end
