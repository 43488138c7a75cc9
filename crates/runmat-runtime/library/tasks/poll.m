function [data, ok] = poll(queue, seconds)
% [x, ok] = poll(queue, seconds): the next message of a pollable data queue, waiting for one at most so long.
  data = [];
  ok = true;
  messages = queue.Messages;
  if ~isempty(messages)
    data = messages{1};
    queue.Messages = messages(2:end);
    queue.QueueLength = numel(messages) - 1;
    return;
  end
  if nargin < 2 || seconds <= 0
    ok = false;
    return;
  end
  p = promise();
  queue.Waiting = [queue.Waiting, {p}];
  __wait_tasks__({p}, false, seconds);
  ok = strcmp(p.State, 'finished');
  if ok
    data = await(p);
  else
    resolve(p, []);
  end
end
