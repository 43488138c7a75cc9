function addRequired(p, name, check)
% addRequired(p, name, check): declares a required positional argument of an inputParser.
  if nargin < 3
    check = @(x) true;
  end
  kinds = {p.Definition__.kind};
  if any(~strcmp(kinds, 'required'))
    error('inputParser.addRequired: can''t have a Required argument after Optional, Parameter, or Switch');
  end
  __declare__(p, 'addRequired', name, 'required', [], check);
end
