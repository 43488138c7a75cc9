function tf = isequal(a, varargin)
  % isequal(a, b, ...): whether all have the same size and elements.
  tf = __all_equal__(a, varargin, @isequal);
end
