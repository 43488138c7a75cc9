function __missing_arguments__(given, required)
  % __missing_arguments__(given, required): the error of a call with too few arguments.
  error('MATLAB:minrhs', 'Invalid argument list. Function requires %d more input(s).', required - given);
end
