function x = double(~)
  % double(t): refused; datenum, posixtime, ... tell what is meant.
  error('MATLAB:datetime:CannotConvert', 'Undefined function ''double'' for input arguments of type ''datetime''.');
end
