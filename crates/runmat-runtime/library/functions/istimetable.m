function tf = istimetable(x)
  % tf = istimetable(x): whether x is of class timetable.
  tf = isa(x, 'timetable');
end
