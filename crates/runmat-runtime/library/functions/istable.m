function tf = istable(x)
  % tf = istable(x): whether x is of class table.
  tf = isa(x, 'table');
end
