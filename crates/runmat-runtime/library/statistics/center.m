function y = center(x, dim)
% center(x, dim): x minus its mean.
%   center([1 2 3])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('center: X must be a numeric vector or matrix');
  end
  if isinteger(x) || islogical(x)
    x = double(x);
  end
  if nargin < 2
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('center: DIM must be an integer and a valid dimension');
  end
  n = size(x, dim);
  if n == 0
    y = x;
  else
    y = x - sum(x, dim) / n;
  end
end
