function release(s)
% release(s): lets the next task pass the semaphore.
  queue = s.Waiting;
  while ~isempty(queue)
    next = queue{1};
    queue(1) = [];
    s.Waiting = queue;
    if resolve(next)
      return;
    end
  end
  s.Free = s.Free + 1;
end
