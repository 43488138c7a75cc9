function [index, result] = waitany(tasks)
% [index, result] = waitany(tasks): waits until one task of a cell is over: its position, and its result or error.
  tasks = __task_list__(tasks);
  if isempty(tasks)
    error('RunMat:InvalidInput', 'waitany: there are no tasks to wait for');
  end
  __wait_tasks__(tasks, true);
  index = find(cellfun(@(t) any(strcmp(t.State, {'finished', 'failed'})), tasks), 1);
  if nargout > 1
    result = await(tasks{index});
  end
end
