function mustBeValidVariableName(x)
  % mustBeValidVariableName(name): error unless it can name a variable.
  names = cellstr(x);
  for k = 1:numel(names)
    if ~isvarname(names{k})
      error('MATLAB:validators:mustBeValidVariableName', 'Value must be valid variable name.');
    end
  end
end
