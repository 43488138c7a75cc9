function tf = allunique(a)
  % tf = allunique(a): whether no element stands twice.
  tf = numel(unique(a)) == numel(a);
end
