function obj = empty(varargin)
  % duration.empty(), duration.empty(sizes): an array without elements.
  sizes = [varargin{:}];
  if isempty(sizes)
    sizes = [0 0];
  elseif isscalar(sizes)
    sizes = [sizes sizes];
  end
  if all(sizes ~= 0)
    error('MATLAB:class:emptyMustBeZero', 'At least one dimension must be zero.');
  end
  obj = hours(zeros(sizes));
  obj.Format = 'hh:mm:ss';
end
