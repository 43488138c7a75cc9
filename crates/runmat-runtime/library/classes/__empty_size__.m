function sizes = __empty_size__(varargin)
  % sizes = __empty_size__(sizes): the size of an array without elements, as the method `empty` is asked for it.
  sizes = [varargin{:}];
  if isempty(sizes)
    sizes = [0 0];
  elseif isscalar(sizes)
    sizes = [sizes sizes];
  end
  if all(sizes ~= 0)
    error('MATLAB:class:emptyMustBeZero', 'At least one dimension must be zero.');
  end
end
