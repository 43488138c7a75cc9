function t = setdiff(a, b, varargin)
  % setdiff(a, b): rows of a that b lacks.
  keep = ~ismember(a, b);
  t = unique(__select__(a, keep, ':'));
end
