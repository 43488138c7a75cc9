function n = nargin(f)
  % n = nargin(f): the number of arguments.
  n = numel(f.names);
end
