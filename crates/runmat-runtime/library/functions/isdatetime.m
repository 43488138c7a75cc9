function tf = isdatetime(x)
  % tf = isdatetime(x): whether x is of class datetime.
  tf = isa(x, 'datetime');
end
