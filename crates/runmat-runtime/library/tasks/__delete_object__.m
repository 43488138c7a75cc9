function __delete_object__(t)
% __delete_object__(t): what delete does with a timer: it is stopped, and can't be started again.
  if ~isa(t, 'timer')
    error('MATLAB:class:InvalidHandle', 'An object of class %s cannot be deleted.', class(t));
  end
  stop(t);
  t.TimerFcn = [];
end
