function x = double(~)
  % double(d): refused; days, hours, ... tell what is meant.
  error('MATLAB:duration:CannotConvert', 'Undefined function ''double'' for input arguments of type ''duration''. Use the SECONDS, MINUTES, HOURS, DAYS, or YEARS functions to convert to numbers.');
end
