function addOptional(p, name, default, check)
% addOptional(p, name, default, check): declares an optional positional argument of an inputParser.
  if nargin < 4
    check = @(x) true;
  end
  kinds = {p.Definition__.kind};
  if any(strcmp(kinds, 'parameter') | strcmp(kinds, 'switch'))
    error('inputParser.Optional: can''t have Optional arguments after Parameter or Switch');
  end
  __declare__(p, 'addOptional', name, 'optional', default, check);
end
