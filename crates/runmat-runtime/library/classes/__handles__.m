function args = __handles__(args)
  % args = __handles__(args): arguments with handles instead of inline functions.
  inlines = cellfun(@(a) isa(a, 'inline'), args);
  args(inlines) = cellfun(@(a) a.call, args(inlines), 'UniformOutput', false);
end
