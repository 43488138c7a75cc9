function stop(t)
% stop(t): stops a timer.
  if strcmp(t.Running, 'on')
    if ~isempty(t.Task)
      cancel(t.Task);
    end
    t.Running = 'off';
  end
end
