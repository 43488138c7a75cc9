function tf = __is_of_type__(x, type)
  % __is_of_type__(x, type): whether x is of a kind that vartype names.
  switch type
    case 'numeric'
      tf = isnumeric(x);
    case 'cellstr'
      tf = iscellstr(x);
    otherwise
      tf = isa(x, type);
  end
end
