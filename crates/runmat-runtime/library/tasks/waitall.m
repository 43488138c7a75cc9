function varargout = waitall(tasks)
% results = waitall(tasks): waits for all tasks of a cell; their first results in a cell of the same size. The first
% error, in the order of the cell, is raised here, when all are over.
  tasks = __task_list__(tasks);
  __wait_tasks__(tasks, false);
  results = cell(size(tasks));
  for k = 1:numel(tasks)
    if nargout > 0
      results{k} = await(tasks{k});
    else
      await(tasks{k});
    end
  end
  if nargout > 0
    varargout = {results};
  end
end
