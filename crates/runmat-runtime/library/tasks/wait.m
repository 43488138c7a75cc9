function varargout = wait(tasks, state, seconds)
% wait(f): waits until futures or tasks are over.
% ok = wait(f, state, seconds): until they are 'finished' or 'running', at most so long; whether they are.
  list = __task_list__(tasks);
  if nargin < 2
    state = 'finished';
  end
  if nargin < 3
    seconds = Inf;
  end
  if strcmp(state, 'running')
    yield();
  else
    __wait_tasks__(list, false, seconds);
  end
  if nargout > 0
    over = cellfun(@(f) any(strcmp(f.State, {'finished', 'failed', state})), list);
    varargout = {all(over(:))};
  end
end
