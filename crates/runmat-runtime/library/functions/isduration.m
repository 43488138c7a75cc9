function tf = isduration(x)
  % tf = isduration(x): whether x is of class duration.
  tf = isa(x, 'duration');
end
