function results = joinall(g)
% results = joinall(g): waits for all members of a group; their results as a cell, in the order in which they were
% launched. The first error is raised, and cancels the others.
  tasks = g.Tasks;
  g.Tasks = {};
  results = cell(1, numel(tasks));
  left = joinset();
  left.Tasks = tasks;
  guard = onCleanup(@() cancel(left));
  __wait_tasks_or_error__(tasks);
  for k = 1:numel(tasks)
    if ~isempty(tasks{k}.OutputArguments) || ~isempty(tasks{k}.Error)
      results{k} = await(tasks{k});
    end
  end
end

function __wait_tasks_or_error__(tasks)
  while ~isempty(tasks)
    k = waitany(tasks);
    if strcmp(tasks{k}.State, 'failed')
      await(tasks{k});
    end
    tasks(k) = [];
  end
end
