function obj = empty(varargin)
  % datetime.empty(), datetime.empty(sizes): an array without elements.
  obj = NaT(__empty_size__(varargin{:}));
end
