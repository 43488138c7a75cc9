function names = fieldnames(~)
  % names = fieldnames(d): the properties of a duration array.
  names = {'Format'};
end
