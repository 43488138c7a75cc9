function args = __handles__(args)
  % args = __handles__(args): arguments with anonymous functions instead of inline ones.
  inlines = cellfun(@(a) isa(a, 'inline'), args);
  args(inlines) = cellfun(@__handle__, args(inlines), 'UniformOutput', false);
end
