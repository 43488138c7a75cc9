function obj = empty(varargin)
  % duration.empty(), duration.empty(sizes): an array without elements.
  obj = hours(zeros(__empty_size__(varargin{:})));
  obj.Format = 'hh:mm:ss';
end
