function obj = empty(varargin)
  % categorical.empty(), categorical.empty(sizes): an array without elements.
  obj = categorical(cell(__empty_size__(varargin{:})));
end
