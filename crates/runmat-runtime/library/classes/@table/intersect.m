function t = intersect(a, b, varargin)
  % intersect(a, b): rows of both.
  keep = ismember(a, b);
  t = unique(__select__(a, keep, ':'));
end
