function tf = isgraphics(x, varargin)
  % tf = isgraphics(x): whether the elements are graphics objects; there are none.
  tf = false(size(x));
end
