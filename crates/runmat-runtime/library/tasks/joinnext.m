function [more, result, task] = joinnext(g)
% [more, result, task] = joinnext(g): waits for a member of a group that is over, takes it out and gives its result; its
% error is raised here. more is false when there is no member left.
  more = ~isempty(g.Tasks);
  result = [];
  task = [];
  if more
    k = waitany(g.Tasks);
    task = g.Tasks{k};
    g.Tasks(k) = [];
    results = cell(1, double(~isempty(task.OutputArguments)));
    [results{:}] = await(task);
    if ~isempty(results)
      result = results{1};
    end
  end
end
