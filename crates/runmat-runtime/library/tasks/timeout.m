function varargout = timeout(task, seconds)
% result = timeout(task, seconds): the result of a task; when it takes longer it is cancelled, and RunMat:Timeout raised.
  __wait_tasks__({task}, false, seconds);
  if ~any(strcmp(task.State, {'finished', 'failed'}))
    cancel(task);
    error('RunMat:Timeout', 'The task is not over after %g seconds.', seconds);
  end
  [varargout{1:nargout}] = await(task);
end
