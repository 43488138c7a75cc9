function names = fieldnames(~)
  % names = fieldnames(t): the properties of a datetime array.
  names = {'Format'; 'TimeZone'; 'Year'; 'Month'; 'Day'; 'Hour'; 'Minute'; 'Second'; 'SystemTimeZone'};
end
