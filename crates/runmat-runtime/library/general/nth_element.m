function y = nth_element(x, n, dim)
  % y = nth_element(x, n, dim): the n-th smallest elements along a dimension; n may be a range of numbers.
  if nargin < 2
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('nth_element: invalid input data class: %s', class(x));
  end
  if nargin < 3
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~isscalar(dim) || dim < 1 || dim ~= fix(dim)
    error('nth_element: DIM must be a valid dimension');
  end
  if any(n ~= fix(n)) || any(n < 1) || any(n > size(x, dim))
    error('nth_element: n must be valid index');
  end
  s = sort(x, dim);
  at = repmat({':'}, 1, max(ndims(x), dim));
  at{dim} = n;
  y = s(at{:});
end
