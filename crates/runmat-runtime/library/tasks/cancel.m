function varargout = cancel(tasks)
% cancel(task): cancels a task, or all of a cell or of a join set. One that has begun runs its clean-up code first.
  done = false;
  if isa(tasks, 'joinset')
    tasks = tasks.Tasks;
  end
  tasks = __task_list__(tasks);
  for k = 1:numel(tasks)
    done = __cancel_task__(tasks{k}) || done;
  end
  if nargout > 0
    varargout = {done};
  end
end
