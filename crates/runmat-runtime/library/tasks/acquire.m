function varargout = acquire(s)
% acquire(s): passes the semaphore, when it is this task's turn.
% c = acquire(s): releases it when c goes.
  if s.Free > 0
    s.Free = s.Free - 1;
  else
    p = promise();
    s.Waiting = [s.Waiting, {p}];
    await(p);
  end
  if nargout > 0
    varargout = {onCleanup(@() release(s))};
  end
end
