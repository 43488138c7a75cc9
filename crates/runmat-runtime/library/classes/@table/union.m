function t = union(a, b, varargin)
  % union(a, b): rows of either.
  t = unique([a; b]);
end
