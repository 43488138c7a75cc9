function [result, index] = race(tasks)
% result = race(tasks): the result of the task that is over first; the others are cancelled.
  tasks = __task_list__(tasks);
  index = waitany(tasks);
  for k = 1:numel(tasks)
    if k ~= index
      cancel(tasks{k});
    end
  end
  result = await(tasks{index});
end
