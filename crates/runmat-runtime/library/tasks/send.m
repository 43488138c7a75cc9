function send(queue, data)
% send(queue, x): hands x to the listeners of a data queue, or keeps it for poll.
  if isa(queue, 'parallel.pool.PollableDataQueue')
    waiting = queue.Waiting;
    while ~isempty(waiting)
      next = waiting{1};
      waiting(1) = [];
      queue.Waiting = waiting;
      if resolve(next, data)
        return;
      end
    end
    queue.Messages = [queue.Messages, {data}];
    queue.QueueLength = numel(queue.Messages);
    return;
  end
  listeners = queue.Listeners;
  for k = 1:numel(listeners)
    __future__('parallel.FevalFuture', @() __listen__(queue, listeners{k}, data), 0);
    queue.QueueLength = queue.QueueLength + 1;
  end
end

function __listen__(queue, fcn, data)
  queue.QueueLength = queue.QueueLength - 1;
  fcn(data);
end
