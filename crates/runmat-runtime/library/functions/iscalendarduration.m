function tf = iscalendarduration(x)
  % tf = iscalendarduration(x): whether x is of class calendarDuration.
  tf = isa(x, 'calendarDuration');
end
