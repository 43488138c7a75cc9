function t = launch(g, f, varargin)
% t = launch(g, f, name, value, ...): starts a task or a function as a member of a group; options as for spawn.
  t = spawn(f, varargin{:});
  g.Tasks = [g.Tasks, {t}];
end
