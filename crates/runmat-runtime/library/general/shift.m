function y = shift(x, b, dim)
  % y = shift(x, b, dim): the elements moved on by b places, around the end.
  if nargin < 2
    print_usage();
  end
  if ~isscalar(b) || b ~= fix(b)
    error('shift: B must be an integer');
  end
  if isempty(x)
    error('shift: X must not be empty');
  end
  if nargin < 3
    y = circshift(x, b);
  else
    if ~isscalar(dim) || dim ~= fix(dim) || dim < 1 || dim > ndims(x)
      error('shift: DIM must be a valid dimension');
    end
    y = circshift(x, b, dim);
  end
end
