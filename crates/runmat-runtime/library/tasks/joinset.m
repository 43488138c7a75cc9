function g = joinset()
% g = joinset(): a group of tasks, of which results are taken as they come: launch(g, f) starts one, joinnext(g) waits for
% the next result, joinall(g) for all of them, cancel(g) cancels what is left.
%    g = joinset(); launch(g, @() 1); launch(g, @() 2);
%    joinall(g)
  g = __handle__('joinset', struct('Tasks', {{}}));
end
