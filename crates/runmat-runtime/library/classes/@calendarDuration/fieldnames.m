function names = fieldnames(~)
  % names = fieldnames(d): the properties of a calendarDuration array.
  names = {'Format'};
end
