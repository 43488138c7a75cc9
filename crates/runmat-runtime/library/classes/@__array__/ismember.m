function [tf, place] = ismember(a, b, varargin)
  % [tf, place] = ismember(a, b): which elements of a are in b, and where.
  [~, parts] = __unify__(a, b);
  [tf, place] = ismember(parts{1}, parts{2}, varargin{:});
  tf = reshape(tf, size(parts{1}));
end
